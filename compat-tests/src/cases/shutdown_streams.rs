//! T8: byte streams give errors when their runtime goes, and whoever waits on one is woken.

use std::{
    io::{IoSlice, IoSliceMut},
    mem::MaybeUninit,
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::{
    io::{AsyncRead, AsyncWrite, ByteStream, ReadCursor},
    task::Shutdown,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{
    Counter, fill, is_pending, limit, tcp_pair, tcp_with_peer, unix_with_peer, wait,
};

/// Checks every operation of a stream that was idle when its runtime went.
fn every_operation_fails(mut stream: impl ByteStream) {
    let mut buf = [0; 4];
    wait(stream.read(&mut buf)).expect_err("a read");
    wait(stream.read_vectored(&mut [IoSliceMut::new(&mut buf)])).expect_err("a vectored read");
    let mut memory = [MaybeUninit::uninit(); 4];
    let mut cursor = ReadCursor::new(&mut memory);
    wait(std::future::poll_fn(|cx| {
        Pin::new(&mut stream).poll_read_uninit(cx, &mut cursor)
    }))
    .expect_err("a read into a cursor");
    assert_eq!(cursor.filled_len(), 0);
    wait(stream.write(b"data")).expect_err("a write");
    wait(stream.write_vectored(&[IoSlice::new(b"data")])).expect_err("a vectored write");
    // Whether there is anything left to flush or to shut down is the system's to say.
    wait(stream.flush()).ok();
    wait(stream.close()).ok();
}

pub fn every_operation_of_a_tcp_stream_gives_an_error<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (stream, _peer) = owner.block_on(async |rt| tcp_with_peer(&rt).await);
    drop(owner);
    every_operation_fails(stream);
}

pub fn every_operation_of_a_unix_stream_gives_an_error<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (stream, _peer) = owner.block_on(async |rt| unix_with_peer(&rt).await);
    drop(owner);
    every_operation_fails(stream);
}

pub fn a_pending_read_of_a_tcp_stream_is_woken<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (mut stream, _peer) = owner.block_on(async |rt| tcp_with_peer(&rt).await);
    let (counter, mut buf) = (Counter::new(), [0; 4]);
    owner.block_on(async |_| {
        assert!(
            is_pending(Pin::new(&mut stream.read(&mut buf)), &counter),
            "no data"
        );
    });
    drop(owner);
    counter.woken_blocking();
    wait(stream.read(&mut buf)).expect_err("nobody serves it");
}

pub fn a_pending_read_of_a_unix_stream_is_woken<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (mut stream, _peer) = owner.block_on(async |rt| unix_with_peer(&rt).await);
    let (counter, mut buf) = (Counter::new(), [0; 4]);
    owner.block_on(async |_| {
        assert!(
            is_pending(Pin::new(&mut stream.read(&mut buf)), &counter),
            "no data"
        );
    });
    drop(owner);
    counter.woken_blocking();
    wait(stream.read(&mut buf)).expect_err("nobody serves it");
}

pub fn a_pending_write_is_woken<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (mut stream, _peer) = owner.block_on(async |rt| unix_with_peer(&rt).await);
    let counter = Counter::new();
    owner.block_on(async |_| fill(&mut stream, &counter).await);
    drop(owner);
    counter.woken_blocking();
    wait(stream.write(b"data")).expect_err("nobody serves it");
}

pub fn a_read_first_polled_after_the_shutdown_gives_an_error<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (mut a, _b) = owner.block_on(async |rt| tcp_pair(&rt).await);
    let mut buf = [0; 4];
    let read = a.read(&mut buf);
    drop(owner);
    wait(read).expect_err("nobody serves it");
}

pub fn halves_behave_as_the_stream_does<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (stream, _peer) = owner.block_on(async |rt| tcp_with_peer(&rt).await);
    let (mut read, mut write) = stream.into_halves();
    let (counter, mut buf) = (Counter::new(), [0; 4]);
    owner.block_on(async |_| {
        assert!(
            is_pending(Pin::new(&mut read.read(&mut buf)), &counter),
            "no data"
        );
    });
    drop(owner);
    counter.woken_blocking();
    wait(read.read(&mut buf)).expect_err("nobody serves it");
    wait(write.write(b"data")).expect_err("nobody serves it");
}

pub fn streams_can_be_dropped_after_the_shutdown<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (stream, mut peer, halves, mut other_peer) = owner.block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        let (other, other_peer) = tcp_with_peer(&rt).await;
        (stream, peer, other.into_halves(), other_peer)
    });
    drop(owner);
    drop(stream);
    drop(halves);
    let mut buf = [0; 4];
    assert_eq!(std::io::Read::read(&mut peer, &mut buf).expect("an end"), 0);
    assert_eq!(
        std::io::Read::read(&mut other_peer, &mut buf).expect("an end"),
        0
    );
}

pub fn an_operation_keeps_failing_rather_than_waiting<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let (mut stream, _peer) = owner.block_on(async |rt| tcp_with_peer(&rt).await);
    drop(owner);
    let (waker, mut buf) = (std::task::Waker::noop(), [0; 4]);
    let cx = &mut Context::from_waker(waker);
    crate::harness::until_blocking("the shutdown reaches the stream", || {
        Pin::new(&mut stream).poll_read(cx, &mut buf).is_ready()
    });
    for _ in 0..4 {
        let read = Pin::new(&mut stream).poll_read(cx, &mut buf);
        assert!(
            matches!(read, Poll::Ready(Err(_))),
            "within {:?}: {read:?}",
            limit()
        );
        let write = Pin::new(&mut stream).poll_write(cx, b"data");
        assert!(matches!(write, Poll::Ready(Err(_))), "{write:?}");
    }
}
