//! B7: a write to a peer that is gone is an error, never a signal, with SIGPIPE at its default too.

use std::io::{self, ErrorKind, IoSlice};

use anyrt_traits::{
    io::{AsyncWrite, ByteStream},
    net::{DatagramSocketExt, PlatformNet},
};
use futures_util::AsyncWriteExt;

use super::flavour::Owner;
use crate::{
    harness::{tcp_with_peer, unix_with_peer},
    raw,
};

#[track_caller]
fn assert_gone(error: &io::Error) {
    assert!(
        matches!(
            error.kind(),
            ErrorKind::BrokenPipe | ErrorKind::ConnectionReset
        ),
        "{error:?}"
    );
}

/// Writes until the system knows that the peer is gone, and once more.
async fn writes_fail(mut stream: impl AsyncWrite + Unpin) {
    for _ in 0..2 {
        let error = loop {
            if let Err(error) = stream.write(b"nobody reads this").await {
                break error;
            }
        };
        assert_gone(&error);
    }
}

async fn vectored_writes_fail(mut stream: impl AsyncWrite + Unpin) {
    let bufs = [IoSlice::new(b"nobody "), IoSlice::new(b"reads this")];
    for _ in 0..2 {
        let error = loop {
            if let Err(error) = stream.write_vectored(&bufs).await {
                break error;
            }
        };
        assert_gone(&error);
    }
}

pub fn a_write_to_a_tcp_peer_that_is_gone_is_an_error<O: Owner>(make: fn() -> O) {
    raw::let_sigpipe_kill();
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        drop(peer);
        writes_fail(stream).await;
    });
}

pub fn a_vectored_write_to_a_tcp_peer_that_is_gone_is_an_error<O: Owner>(make: fn() -> O) {
    raw::let_sigpipe_kill();
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        drop(peer);
        vectored_writes_fail(stream).await;
    });
}

pub fn a_write_to_a_unix_peer_that_is_gone_is_an_error<O: Owner>(make: fn() -> O) {
    raw::let_sigpipe_kill();
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        drop(peer);
        writes_fail(stream).await;
    });
}

pub fn a_vectored_write_to_a_unix_peer_that_is_gone_is_an_error<O: Owner>(make: fn() -> O) {
    raw::let_sigpipe_kill();
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        drop(peer);
        vectored_writes_fail(stream).await;
    });
}

pub fn a_write_of_a_half_to_a_peer_that_is_gone_is_an_error<O: Owner>(make: fn() -> O) {
    raw::let_sigpipe_kill();
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        drop(peer);
        writes_fail(stream.into_halves().1).await;
        let (stream, peer) = unix_with_peer(&rt).await;
        drop(peer);
        vectored_writes_fail(stream.into_halves().1).await;
    });
}

pub fn a_datagram_to_a_peer_that_is_gone_is_an_error<O: Owner>(make: fn() -> O) {
    raw::let_sigpipe_kill();
    make().block_on(async |rt| {
        let (a, b) = rt.unix_datagram_pair().expect("descriptors are left");
        drop(b);
        a.send(b"nobody reads this")
            .await
            .expect_err("the peer is gone");
    });
}
