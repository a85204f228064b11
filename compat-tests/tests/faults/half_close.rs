//! One side stops writing and the other goes on; or a peer reads nothing.

use std::{
    io::{Read, Write},
    net::Shutdown,
    pin::pin,
    time::Duration,
};

use anyrt_combinators::{io::copy_bidirectional, time::timeout};
use anyrt_traits::{io::ByteStream, time::Timer};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{Counter, fill, is_pending, tcp_with_peer, unix_with_peer};

pub(crate) fn by_us<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        stream.write_all(b"last").await.expect("the peer is there");
        for _ in 0..3 {
            stream.close().await.expect("closes");
        }
        let mut text = String::new();
        peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "last");
        peer.write_all(b"answer").expect("the stream still reads");
        drop(peer);
        text.clear();
        stream.read_to_string(&mut text).await.expect("an end");
        assert_eq!(text, "answer");
        stream.write(b"more").await.expect_err("it is closed");
        "the peer sees the end after the last byte; its answer is still read; a write is an error"
            .into()
    })
}

pub(crate) fn by_the_peer<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        peer.write_all(b"last").expect("the stream is there");
        peer.shutdown(Shutdown::Write).expect("closes");
        let mut text = String::new();
        stream.read_to_string(&mut text).await.expect("an end");
        assert_eq!(text, "last");
        for _ in 0..3 {
            assert_eq!(stream.read(&mut [0; 4]).await.expect("an end"), 0);
        }
        stream.write_all(b"answer").await.expect("the peer reads");
        stream.close().await.expect("closes");
        text.clear();
        peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "answer");
        "the end is read after the last byte, again and again; writes still reach the peer".into()
    })
}

pub(crate) fn by_dropping_a_half<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (stream, mut peer) = unix_with_peer(&rt).await;
        let (mut read, mut write) = stream.into_halves();
        write.write_all(b"last").await.expect("the peer is there");
        drop(write);
        let mut text = String::new();
        peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "last");
        peer.write_all(b"answer").expect("the half still reads");
        drop(peer);
        text.clear();
        read.read_to_string(&mut text).await.expect("an end");
        assert_eq!(text, "answer");
        "the peer sees the end; the read half goes on".into()
    })
}

pub(crate) fn through_a_copy<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (a, mut a_peer) = tcp_with_peer(&rt).await;
        let (b, mut b_peer) = tcp_with_peer(&rt).await;
        let peers = std::thread::spawn(move || {
            let mut text = String::new();
            a_peer.write_all(b"question").expect("it is copied");
            a_peer.shutdown(Shutdown::Write).expect("closes");
            b_peer.read_to_string(&mut text).expect("an end");
            assert_eq!(text, "question");
            text.clear();
            b_peer.write_all(b"answer").expect("it is copied");
            drop(b_peer);
            a_peer.read_to_string(&mut text).expect("an end");
            assert_eq!(text, "answer");
        });
        let copied = copy_bidirectional(rt.clone(), a, b).await.expect("ends");
        assert_eq!((copied.a_to_b, copied.b_to_a), (8, 6));
        peers.join().expect("the peers saw all of it");
        "each end is passed on by itself; the answer after the first end arrives".into()
    })
}

pub(crate) fn a_peer_that_reads_nothing<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let counter = Counter::new();
        let mut written = fill(&mut stream, &counter).await;
        // The system may find some more room, but not for ever.
        while let Ok(count) =
            timeout(&rt, Duration::from_millis(20), stream.write(b"more")).await
        {
            written += count.expect("the peer is there");
        }
        // What cannot be written holds up neither reads, nor timers, nor others that write.
        peer.write_all(b"ping").expect("the stream is there");
        stream.read_exact(&mut [0; 4]).await.expect("it was sent");
        let (mut other, mut other_peer) = tcp_with_peer(&rt).await;
        other.write_all(b"ping").await.expect("the peer reads");
        other_peer.read_exact(&mut [0; 4]).expect("it was sent");
        rt.sleep(Duration::from_millis(1)).await;
        let rest = vec![9; 8 << 20];
        let reads = {
            let mut write = pin!(stream.write_all(&rest));
            assert!(is_pending(write.as_mut(), &counter), "there is no room");
            let reads = std::thread::spawn(move || {
                let mut all = Vec::new();
                peer.read_to_end(&mut all).expect("the stream is there");
                all
            });
            write.await.expect("there is room");
            reads
        };
        stream.close().await.expect("closes");
        let all = reads.join().expect("it reads");
        assert_eq!(all.len(), written + rest.len());
        assert!(all.ends_with(&rest));
        "the write waits, a time-out ends it with no byte sent, reads go on; it is woken once there is room"
            .into()
    })
}
