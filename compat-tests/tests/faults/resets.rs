//! The peer resets the connection in the middle of what goes on.

use std::{
    io::{self, ErrorKind, Read, Write},
    pin::{Pin, pin},
};

use anyrt_combinators::io::{CopySide, copy_bidirectional, copy_bytes};
use anyrt_traits::io::ByteStream;
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::{
    harness::{Counter, fill_and_wait, is_pending, reset, tcp_with_peer},
    raw::let_sigpipe_kill,
};

#[track_caller]
fn assert_is_reset(error: &io::Error) {
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}

/// A write to a connection that is known to be gone.
#[track_caller]
fn assert_is_gone(error: &io::Error) {
    let kinds = [ErrorKind::ConnectionReset, ErrorKind::BrokenPipe];
    assert!(kinds.contains(&error.kind()), "{error:?}");
}

pub(crate) fn in_a_read<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        peer.write_all(b"half").expect("the stream is there");
        let mut buf = [0; 8];
        stream.read_exact(&mut buf[..4]).await.expect("it was sent");
        let counter = Counter::new();
        {
            let mut read = pin!(stream.read_exact(&mut buf[4..]));
            assert!(is_pending(read.as_mut(), &counter), "no data");
            reset(peer);
            counter.woken().await;
            assert_is_reset(&read.await.expect_err("a reset"));
        }
        for _ in 0..3 {
            assert_eq!(stream.read(&mut buf).await.unwrap_or(0), 0);
        }
        "the read that waits is woken and gives ConnectionReset; later ones give an end".into()
    })
}

pub(crate) fn in_a_write<O: Owner>(make: fn() -> O) -> String {
    let_sigpipe_kill();
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        let counter = fill_and_wait(&mut stream).await;
        reset(peer);
        counter.woken().await;
        for _ in 0..3 {
            let error = stream.write_all(&[0; 1 << 20]).await;
            assert_is_gone(&error.expect_err("a reset"));
        }
        stream.close().await.ok();
        "the write that waits is woken; it and later ones give ConnectionReset or BrokenPipe, never a signal"
            .into()
    })
}

pub(crate) fn in_both_halves<O: Owner>(make: fn() -> O) -> String {
    let_sigpipe_kill();
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        let (mut read, mut write) = stream.into_halves();
        let reads = Counter::new();
        let mut buf = [0; 4];
        let mut pending = read.read(&mut buf);
        assert!(is_pending(Pin::new(&mut pending), &reads), "no data");
        let writes = fill_and_wait(&mut write).await;
        reset(peer);
        reads.woken().await;
        writes.woken().await;
        let told = [
            pending.await.err(),
            write.write_all(&[0; 1 << 20]).await.err(),
        ];
        let told: Vec<_> = told.into_iter().flatten().collect();
        assert!(!told.is_empty(), "one of them meets it");
        told.iter().for_each(assert_is_gone);
        assert!(write.write(b"more").await.is_err());
        "both are woken, and the reset is told by the first that looks".into()
    })
}

pub(crate) fn of_the_source_of_a_copy<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut from, mut from_peer) = tcp_with_peer(&rt).await;
        let (mut to, mut to_peer) = tcp_with_peer(&rt).await;
        from_peer.write_all(b"first").expect("the stream is there");
        let counter = Counter::new();
        let error = {
            let mut copy = pin!(copy_bytes(&mut from, &mut to));
            while copy.written() < 5 {
                let wakes = counter.wakes();
                assert!(is_pending(copy.as_mut(), &counter), "no end");
                if copy.written() < 5 {
                    counter.woken_after(wakes).await;
                }
            }
            reset(from_peer);
            copy.await.expect_err("a reset")
        };
        assert_eq!(
            (error.side, error.read, error.written),
            (CopySide::Read, 5, 5)
        );
        assert_is_reset(&error.error);
        drop(to);
        let mut text = String::new();
        to_peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "first");
        "ConnectionReset of the reader, with true counts; what was read before has arrived".into()
    })
}

pub(crate) fn of_the_target_of_a_copy<O: Owner>(make: fn() -> O) -> String {
    let_sigpipe_kill();
    make().block_on(async |rt| {
        let (mut to, to_peer) = tcp_with_peer(&rt).await;
        let endless = futures_util::io::repeat(7);
        let counter = Counter::new();
        let error = {
            let mut copy = pin!(copy_bytes(endless, &mut to));
            let mut written = None;
            // It waits once the peer, which reads nothing, has no room left.
            while written != Some(copy.written()) {
                written = Some(copy.written());
                assert!(is_pending(copy.as_mut(), &counter), "it is endless");
                anyrt_traits::task::yield_now().await;
            }
            reset(to_peer);
            copy.await.expect_err("a reset")
        };
        assert_eq!(error.side, CopySide::Write);
        assert!(error.written > 0 && error.read >= error.written);
        assert_is_gone(&error.error);
        "the copy that waits for room is woken, and gives the writer's error with the counts".into()
    })
}

pub(crate) fn in_a_copy_both_ways<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (a, mut a_peer) = tcp_with_peer(&rt).await;
        let (b, mut b_peer) = tcp_with_peer(&rt).await;
        let counter = Counter::new();
        let mut copy = Box::pin(copy_bidirectional(rt.clone(), a, b));
        a_peer.write_all(b"there").expect("the stream is there");
        b_peer.set_nonblocking(true).expect("an open socket");
        let mut buf = [0; 5];
        loop {
            assert!(is_pending(copy.as_mut(), &counter), "no end");
            match b_peer.read(&mut buf) {
                Ok(count) => break assert_eq!(&buf[..count], b"there"),
                Err(error) => assert_eq!(error.kind(), ErrorKind::WouldBlock),
            }
            anyrt_traits::task::yield_now().await;
        }
        reset(a_peer);
        let error = copy.as_mut().await.expect_err("a reset");
        assert_eq!(error.copied.a_to_b, 5);
        drop(copy);
        b_peer.set_nonblocking(false).expect("an open socket");
        assert_eq!(b_peer.read(&mut buf).expect("an end"), 0);
        "the copy ends with the error and the counts of both directions; the other stream ends with the copy"
            .into()
    })
}
