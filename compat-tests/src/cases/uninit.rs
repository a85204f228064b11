//! B5: reading into uninitialised memory never exposes it, nor overwrites what was filled before.

use std::{
    io::{self, Write},
    mem::MaybeUninit,
    pin::Pin,
};

use anyrt_traits::io::{ByteRead, ByteReadExt, ByteStream, ReadCursor};

use super::flavour::Owner;
use crate::harness::{Counter, poll, tcp_with_peer, unix_with_peer};

async fn read_into(
    stream: &mut (impl ByteRead + Unpin),
    cursor: &mut ReadCursor<'_>,
) -> io::Result<()> {
    std::future::poll_fn(|cx| Pin::new(&mut *stream).poll_read_uninit(cx, cursor)).await
}

/// Reads fewer bytes than there is room for, behind a prefix, and then more.
async fn appends_what_was_read(mut stream: impl ByteRead + Unpin, mut peer: impl Write) {
    let mut memory = [MaybeUninit::uninit(); 16];
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"prefix");
    peer.write_all(b"data").expect("the stream is there");
    read_into(&mut stream, &mut cursor)
        .await
        .expect("the peer wrote");
    assert_eq!(cursor.filled(), b"prefixdata");
    assert_eq!(
        (cursor.filled_len(), cursor.remaining(), cursor.capacity()),
        (10, 6, 16)
    );
    peer.write_all(b"more than fits")
        .expect("the stream is there");
    read_into(&mut stream, &mut cursor)
        .await
        .expect("the peer wrote");
    assert_eq!(cursor.filled(), b"prefixdatamore t");
    assert_eq!(cursor.remaining(), 0);
}

pub fn a_read_of_a_tcp_stream_appends_what_was_read<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        appends_what_was_read(stream, peer).await;
    });
}

pub fn a_read_of_a_unix_stream_appends_what_was_read<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        appends_what_was_read(stream, peer).await;
    });
}

pub fn a_read_of_a_read_half_appends_what_was_read<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        appends_what_was_read(stream.into_halves().0, peer).await;
        let (stream, peer) = unix_with_peer(&rt).await;
        appends_what_was_read(stream.into_halves().0, peer).await;
    });
}

pub fn a_read_that_waits_fills_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let mut memory = [MaybeUninit::uninit(); 16];
        let mut cursor = ReadCursor::new(&mut memory);
        cursor.put_slice(b"prefix");
        let counter = Counter::new();
        {
            let mut read = std::pin::pin!(read_into(&mut stream, &mut cursor));
            assert!(poll(read.as_mut(), &counter).is_pending(), "no data");
        }
        assert_eq!(cursor.filled(), b"prefix");
        peer.write_all(b"data").expect("the stream is there");
        counter.woken().await;
        read_into(&mut stream, &mut cursor)
            .await
            .expect("the peer wrote");
        assert_eq!(cursor.filled(), b"prefixdata");
    });
}

pub fn the_end_of_the_stream_fills_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        drop(peer);
        let mut memory = [MaybeUninit::uninit(); 16];
        let mut cursor = ReadCursor::new(&mut memory);
        cursor.put_slice(b"prefix");
        read_into(&mut stream, &mut cursor).await.expect("an end");
        assert_eq!(cursor.filled(), b"prefix");
    });
}

pub fn a_failed_read_fills_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        crate::harness::reset(peer);
        let mut memory = [MaybeUninit::uninit(); 16];
        let mut cursor = ReadCursor::new(&mut memory);
        cursor.put_slice(b"prefix");
        read_into(&mut stream, &mut cursor)
            .await
            .expect_err("a reset");
        assert_eq!(cursor.filled(), b"prefix");
    });
}

pub fn appending_to_a_vector_keeps_what_is_there<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let mut bytes = Vec::with_capacity(16);
        bytes.extend_from_slice(b"prefix");
        peer.write_all(b"data").expect("the stream is there");
        assert_eq!(
            stream
                .read_append(&mut bytes)
                .await
                .expect("the peer wrote"),
            4
        );
        assert_eq!(bytes, b"prefixdata");
        peer.write_all(b"0123456789").expect("the stream is there");
        let room = bytes.capacity() - bytes.len();
        let count = stream
            .read_append(&mut bytes)
            .await
            .expect("the peer wrote");
        assert!(count <= room, "no more than there is room for");
        assert_eq!(&bytes[10..], &b"0123456789"[..count]);
    });
}

pub fn appending_to_a_full_vector_makes_room<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let mut bytes = Vec::new();
        peer.write_all(b"data").expect("the stream is there");
        assert_eq!(
            stream
                .read_append(&mut bytes)
                .await
                .expect("the peer wrote"),
            4
        );
        assert_eq!(bytes, b"data");
    });
}
