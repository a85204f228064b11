//! B3: a read of 0 on a non-empty buffer means the end; zero-length operations touch nothing.

use std::{
    io::{IoSlice, IoSliceMut, Read, Write},
    pin::Pin,
};

use anyrt_traits::io::{ByteRead, ByteReadExt, ReadCursor};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{Counter, expect_ready, poll, tcp_with_peer, unix_with_peer};

pub fn the_end_of_a_tcp_stream_is_read_again_and_again<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        peer.write_all(b"last").expect("the stream is there");
        drop(peer);
        stream
            .read_exact(&mut [0; 4])
            .await
            .expect("the peer wrote");
        for _ in 0..5 {
            assert_eq!(stream.read(&mut [0; 4]).await.expect("an end"), 0);
        }
    });
}

pub fn the_end_of_a_unix_stream_is_read_again_and_again<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = unix_with_peer(&rt).await;
        peer.write_all(b"last").expect("the stream is there");
        drop(peer);
        stream
            .read_exact(&mut [0; 4])
            .await
            .expect("the peer wrote");
        for _ in 0..5 {
            assert_eq!(stream.read(&mut [0; 4]).await.expect("an end"), 0);
        }
    });
}

pub fn the_end_is_the_same_for_every_way_to_read<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        drop(peer);
        let (mut buf, mut vec) = ([0; 4], Vec::new());
        let vectored = stream.read_vectored(&mut [IoSliceMut::new(&mut buf)]).await;
        assert_eq!(vectored.expect("an end"), 0);
        assert_eq!(stream.read_append(&mut vec).await.expect("an end"), 0);
        assert!(vec.is_empty());
        assert_eq!(stream.read(&mut buf).await.expect("an end"), 0);
    });
}

pub fn a_pending_read_is_woken_by_the_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        let (counter, mut buf) = (Counter::new(), [0; 4]);
        let mut read = stream.read(&mut buf);
        assert!(poll(Pin::new(&mut read), &counter).is_pending(), "no data");
        peer.shutdown(std::net::Shutdown::Write)
            .expect("an open socket");
        counter.woken().await;
        assert_eq!(read.await.expect("an end"), 0);
    });
}

pub fn a_zero_length_read_does_not_wait<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, _peer) = tcp_with_peer(&rt).await;
        let read = poll(Pin::new(&mut stream.read(&mut [])), &Counter::new());
        assert_eq!(
            expect_ready(read, "a read of nothing").expect("nothing to fail"),
            0
        );
        let read = poll(
            Pin::new(&mut stream.read_vectored(&mut [])),
            &Counter::new(),
        );
        assert_eq!(
            expect_ready(read, "a read of nothing").expect("nothing to fail"),
            0
        );
        let (mut unix, _peer) = unix_with_peer(&rt).await;
        let read = poll(Pin::new(&mut unix.read(&mut [])), &Counter::new());
        assert_eq!(
            expect_ready(read, "a read of nothing").expect("nothing to fail"),
            0
        );
    });
}

pub fn a_read_into_a_full_cursor_does_not_wait<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, _peer) = tcp_with_peer(&rt).await;
        let mut memory = [std::mem::MaybeUninit::uninit(); 2];
        let mut cursor = ReadCursor::new(&mut memory);
        cursor.put_slice(b"ab");
        std::future::poll_fn(|cx| Pin::new(&mut stream).poll_read_uninit(cx, &mut cursor))
            .await
            .expect("nothing to fail");
        assert_eq!(cursor.filled(), b"ab");
    });
}

pub fn a_zero_length_read_takes_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        peer.write_all(b"data").expect("the stream is there");
        let mut buf = [0; 4];
        stream
            .read_exact(&mut buf[..1])
            .await
            .expect("the peer wrote");
        assert_eq!(stream.read(&mut []).await.expect("nothing to fail"), 0);
        let empty = &mut [IoSliceMut::new(&mut []), IoSliceMut::new(&mut [])];
        assert_eq!(
            stream.read_vectored(empty).await.expect("nothing to fail"),
            0
        );
        stream
            .read_exact(&mut buf[1..])
            .await
            .expect("the peer wrote");
        assert_eq!(&buf, b"data");
    });
}

pub fn a_zero_length_write_sends_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        assert_eq!(stream.write(&[]).await.expect("nothing to fail"), 0);
        assert_eq!(
            stream.write_vectored(&[]).await.expect("nothing to fail"),
            0
        );
        let empty = [IoSlice::new(&[]), IoSlice::new(&[])];
        assert_eq!(
            stream
                .write_vectored(&empty)
                .await
                .expect("nothing to fail"),
            0
        );
        stream.write_all(b"data").await.expect("the peer is there");
        drop(stream);
        let mut text = String::new();
        peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "data");
    });
}

pub fn a_zero_length_write_does_not_wait_for_room<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, _peer) = unix_with_peer(&rt).await;
        crate::harness::fill(&mut stream, &Counter::new()).await;
        let write = poll(Pin::new(&mut stream.write(&[])), &Counter::new());
        assert_eq!(
            expect_ready(write, "a write of nothing").expect("nothing to fail"),
            0
        );
    });
}
