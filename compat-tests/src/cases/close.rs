//! B1: `poll_close` flushes, shuts the write side down, leaves the read side open, and is idempotent.

use std::io::{Read, Write};

use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{tcp_pair, tcp_with_peer, unix_with_peer};

pub fn closing_a_tcp_stream_lets_the_peer_read_the_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
    });
}

pub fn closing_a_unix_stream_lets_the_peer_read_the_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = unix_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
    });
}

pub fn closing_an_accepted_stream_lets_the_peer_read_the_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut connected, mut accepted) = tcp_pair(&rt).await;
        accepted.close().await.expect("the peer is there");
        assert_eq!(connected.read(&mut [0; 4]).await.expect("an end"), 0);
    });
}

pub fn what_was_written_arrives_before_the_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        stream
            .write_all(b"last words")
            .await
            .expect("the peer is there");
        stream.close().await.expect("the peer is there");
        let mut text = String::new();
        peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "last words");
    });
}

pub fn a_closed_tcp_stream_still_reads<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
        peer.write_all(b"answer").expect("the stream is half open");
        drop(peer);
        let mut text = String::new();
        stream
            .read_to_string(&mut text)
            .await
            .expect("the read side is open");
        assert_eq!(text, "answer");
    });
}

pub fn a_closed_unix_stream_still_reads<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = unix_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        peer.write_all(b"answer").expect("the stream is half open");
        drop(peer);
        let mut text = String::new();
        stream
            .read_to_string(&mut text)
            .await
            .expect("the read side is open");
        assert_eq!(text, "answer");
    });
}

pub fn closing_twice_is_fine<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        stream.close().await.expect("it is closed already");
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
        stream.close().await.expect("it is closed already");

        let (mut stream, _peer) = unix_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        stream.close().await.expect("it is closed already");
    });
}

pub fn closing_again_after_the_peer_has_gone_is_fine<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, peer) = tcp_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        drop(peer);
        assert_eq!(stream.read(&mut [0; 4]).await.expect("an end"), 0);
        stream.close().await.expect("it is closed already");
    });
}

pub fn writing_to_a_closed_stream_is_an_error<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, _peer) = tcp_with_peer(&rt).await;
        stream.close().await.expect("the peer is there");
        let error = stream.write(b"more").await.expect_err("it is closed");
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
    });
}

pub fn flushing_is_fine_at_any_time<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        stream.flush().await.expect("nothing to flush");
        stream.write_all(b"data").await.expect("the peer is there");
        stream.flush().await.expect("the peer is there");
        peer.read_exact(&mut [0; 4]).expect("it was flushed");
    });
}
