//! B4: vectored reads and writes reach the system as vectored, and `is_write_vectored` tells the truth.

use std::io::{IoSlice, IoSliceMut, Read, Write};

use anyrt_traits::io::{ByteRead, ByteStream, ByteWrite};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{tcp_with_peer, unix_with_peer};

/// Checks that one call takes all buffers, since one system call does.
async fn one_write_takes_every_buffer(mut stream: impl ByteWrite + Unpin, mut peer: impl Read) {
    assert!(stream.is_write_vectored(), "sockets take vectored writes");
    let bufs = [
        IoSlice::new(b"one "),
        IoSlice::new(b""),
        IoSlice::new(b"two "),
        IoSlice::new(b"three"),
    ];
    let count = stream
        .write_vectored(&bufs)
        .await
        .expect("the peer is there");
    assert_eq!(count, 13, "a single call took every buffer");
    let mut received = [0; 13];
    peer.read_exact(&mut received).expect("it was sent");
    assert_eq!(&received, b"one two three");
}

async fn one_read_fills_every_buffer(mut stream: impl ByteRead + Unpin, mut peer: impl Write) {
    peer.write_all(b"onetwothree").expect("the stream is there");
    let (mut a, mut b, mut c) = ([0; 3], [0; 3], [0; 8]);
    let bufs = &mut [
        IoSliceMut::new(&mut a),
        IoSliceMut::new(&mut []),
        IoSliceMut::new(&mut b),
        IoSliceMut::new(&mut c),
    ];
    let count = stream.read_vectored(bufs).await.expect("the peer wrote");
    assert_eq!(count, 11, "a single call filled every buffer");
    assert_eq!((&a, &b, &c[..5]), (b"one", b"two", &b"three"[..]));
}

pub fn one_vectored_write_to_a_tcp_stream_takes_every_buffer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        one_write_takes_every_buffer(stream, peer).await;
    });
}

pub fn one_vectored_write_to_a_unix_stream_takes_every_buffer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        one_write_takes_every_buffer(stream, peer).await;
    });
}

pub fn one_vectored_write_to_a_write_half_takes_every_buffer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        let (_read, write) = stream.into_halves();
        one_write_takes_every_buffer(write, peer).await;
        let (stream, peer) = unix_with_peer(&rt).await;
        let (_read, write) = stream.into_halves();
        one_write_takes_every_buffer(write, peer).await;
    });
}

pub fn one_vectored_read_of_a_tcp_stream_fills_every_buffer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        one_read_fills_every_buffer(stream, peer).await;
    });
}

pub fn one_vectored_read_of_a_unix_stream_fills_every_buffer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        one_read_fills_every_buffer(stream, peer).await;
    });
}

pub fn one_vectored_read_of_a_read_half_fills_every_buffer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        let (read, _write) = stream.into_halves();
        one_read_fills_every_buffer(read, peer).await;
        let (stream, peer) = unix_with_peer(&rt).await;
        let (read, _write) = stream.into_halves();
        one_read_fills_every_buffer(read, peer).await;
    });
}

pub fn is_write_vectored_agrees_with_what_a_write_does<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, _peer) = tcp_with_peer(&rt).await;
        let told = stream.is_write_vectored();
        let bufs = [IoSlice::new(b"one"), IoSlice::new(b"two")];
        let count = stream
            .write_vectored(&bufs)
            .await
            .expect("the peer is there");
        assert_eq!(told, count > 3, "{count} bytes were taken");
        let (_read, write) = stream.into_halves();
        assert_eq!(write.is_write_vectored(), told);
    });
}

pub fn more_buffers_than_the_system_takes_are_no_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let bytes = [b'x'; 3000];
        let bufs: Vec<_> = bytes.chunks(1).map(IoSlice::new).collect();
        let count = stream
            .write_vectored(&bufs)
            .await
            .expect("it takes what it can");
        assert!(count > 1, "{count} bytes were taken");
        drop(stream);
        let mut received = Vec::new();
        peer.read_to_end(&mut received).expect("an end");
        assert_eq!(received, bytes[..count]);

        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        peer.write_all(&bytes).expect("the stream is there");
        let mut target = [0; 3000];
        let mut bufs: Vec<_> = target.chunks_mut(1).map(IoSliceMut::new).collect();
        let count = stream
            .read_vectored(&mut bufs)
            .await
            .expect("it fills what it can");
        assert!(count > 1, "{count} bytes were read");
    });
}
