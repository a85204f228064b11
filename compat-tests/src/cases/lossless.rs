//! B9: dropping a pending read or write loses nothing.

use std::{
    io::{Read, Write},
    pin::Pin,
    task::Poll,
};

use anyrt_traits::io::ByteReadExt;
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, fill, is_pending, poll, tcp_pair, tcp_with_peer, unix_with_peer};

pub fn bytes_not_reported_by_a_dropped_read_are_still_there<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let counter = Counter::new();
        assert!(
            is_pending(Pin::new(&mut stream.read(&mut [0; 64])), &counter),
            "no data"
        );
        peer.write_all(b"data").expect("the stream is there");
        counter.woken().await;
        let mut buf = [0; 64];
        assert_eq!(stream.read(&mut buf).await.expect("the peer wrote"), 4);
        assert_eq!(&buf[..4], b"data");
    });
}

pub fn a_read_dropped_before_its_first_poll_takes_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        peer.write_all(b"data").expect("the stream is there");
        drop(stream.read(&mut [0; 64]));
        drop(stream.read_append(&mut Vec::new()));
        let mut buf = [0; 64];
        assert_eq!(stream.read(&mut buf).await.expect("the peer wrote"), 4);
    });
}

pub fn an_append_that_is_dropped_leaves_the_vector_and_the_bytes<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let (counter, mut bytes) = (Counter::new(), b"prefix".to_vec());
        assert!(
            is_pending(Pin::new(&mut stream.read_append(&mut bytes)), &counter),
            "no data"
        );
        assert_eq!(bytes, b"prefix");
        peer.write_all(b"data").expect("the stream is there");
        counter.woken().await;
        assert_eq!(
            stream
                .read_append(&mut bytes)
                .await
                .expect("the peer wrote"),
            4
        );
        assert_eq!(bytes, b"prefixdata");
    });
}

pub fn a_read_that_loses_a_race_every_time_loses_no_byte<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut a, mut b) = tcp_pair(&rt).await;
        let sent: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        let data = sent.clone();
        let writing = spawn(&rt, async move {
            for chunk in data.chunks(97) {
                a.write_all(chunk).await.expect("the peer reads");
                anyrt_traits::task::yield_now().await;
            }
        });
        let (mut received, mut buf) = (Vec::new(), [0; 61]);
        while received.len() < sent.len() {
            let counter = Counter::new();
            let polled = poll(Pin::new(&mut b.read(&mut buf)), &counter);
            match polled {
                Poll::Ready(count) => {
                    let count = count.expect("the peer writes");
                    assert!(count > 0, "no end yet");
                    received.extend_from_slice(&buf[..count]);
                }
                Poll::Pending => counter.woken().await,
            }
        }
        assert!(received == sent, "every byte, in order");
        writing.await.expect("it does not panic");
    });
}

pub fn a_dropped_write_sent_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = unix_with_peer(&rt).await;
        let counter = Counter::new();
        let filled = fill(&mut stream, &counter).await;
        assert!(
            is_pending(Pin::new(&mut stream.write(&[9; 64])), &counter),
            "no room"
        );
        drop(stream);
        let mut received = Vec::new();
        peer.read_to_end(&mut received).expect("an end");
        assert_eq!(received.len(), filled, "what was reported, and no more");
        assert!(received.iter().all(|byte| *byte == 7));
    });
}

pub fn every_byte_that_was_reported_as_written_arrives<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let filled = fill(&mut stream, &Counter::new()).await;
        let reading = std::thread::spawn(move || {
            let mut received = Vec::new();
            peer.read_to_end(&mut received).map(|_| received.len())
        });
        drop(stream);
        let received = reading.join().expect("it does not panic");
        assert_eq!(received.expect("an end"), filled);
    });
}
