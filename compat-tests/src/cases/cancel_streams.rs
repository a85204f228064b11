//! C1: the futures of byte streams may be dropped at any suspension.

use std::{
    io::{Read, Write},
    pin::Pin,
    sync::Arc,
};

use anyrt_traits::{
    io::{ByteReadExt, ByteStream},
    time::Timer,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Owner, spawn};
use crate::harness::{
    Counter, Event, fill, is_pending, poll_up_to, tcp_with_peer, unix_with_peer, until,
};

/// Drops each kind of read before its first poll, while it waits, and after it was woken; the data that
/// woke it is then read whole.
async fn reads_lose_nothing(rt: &impl Timer, mut stream: impl ByteStream, mut peer: impl Write) {
    let counter = Counter::new();
    let mut bytes = Vec::new();
    for kind in 0..3 {
        for point in 0..3 {
            let wakes = counter.wakes();
            let mut buf = [0; 8];
            if point > 0 {
                let is_pending = match kind {
                    0 => is_pending(Pin::new(&mut stream.read(&mut buf)), &counter),
                    1 => is_pending(Pin::new(&mut stream.read_append(&mut bytes)), &counter),
                    _ => {
                        let mut bufs = [std::io::IoSliceMut::new(&mut buf)];
                        is_pending(Pin::new(&mut stream.read_vectored(&mut bufs)), &counter)
                    }
                };
                assert!(is_pending, "no data");
            }
            peer.write_all(b"data").expect("the stream is there");
            if point == 2 {
                counter.woken_after(wakes).await;
            }
            stream
                .read_exact(&mut buf[..4])
                .await
                .expect("the peer wrote");
            assert_eq!(&buf[..4], b"data");
            assert!(bytes.is_empty());
        }
    }
    drop(stream);
    counter.forgotten(rt).await;
}

pub fn a_read_of_a_tcp_stream_dropped_at_any_point_loses_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = tcp_with_peer(&rt).await;
        reads_lose_nothing(&rt, stream, peer).await;
    });
}

pub fn a_read_of_a_unix_stream_dropped_at_any_point_loses_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, peer) = unix_with_peer(&rt).await;
        reads_lose_nothing(&rt, stream, peer).await;
    });
}

pub fn a_write_dropped_at_any_point_sent_what_it_reported<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for polls in 0..3 {
            let (mut stream, mut peer) = unix_with_peer(&rt).await;
            let counter = Counter::new();
            let mut total = fill(&mut stream, &counter).await;
            let draining = peer.try_clone().expect("a descriptor is left");
            let data = [7; 1000];
            let mut write = stream.write(&data);
            if polls > 0 {
                assert!(is_pending(Pin::new(&mut write), &counter), "no room");
            }
            let wakes = counter.wakes();
            let (mut draining, wanted) = (draining, total);
            let reading = std::thread::spawn(move || {
                let mut half = vec![0; wanted];
                draining.read_exact(&mut half).expect("it was written");
            });
            if polls == 2 {
                counter.woken_after(wakes).await;
                if let Some(count) = poll_up_to(1, Pin::new(&mut write), &counter).await {
                    total += count.expect("the peer is there");
                }
            }
            reading.join().expect("it does not panic");
            drop(stream);
            let mut rest = Vec::new();
            peer.read_to_end(&mut rest).expect("an end");
            assert_eq!(wanted + rest.len(), total, "what was reported, and no more");
            counter.forgotten(&rt).await;
        }
    });
}

pub fn a_close_dropped_before_its_first_poll_does_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        drop(stream.close());
        stream.write_all(b"data").await.expect("it is not closed");
        drop(stream);
        let mut text = String::new();
        peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "data");
    });
}

pub fn a_dropped_stream_lets_its_wakers_go<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        for _ in 0..8 {
            let (mut stream, _peer) = tcp_with_peer(&rt).await;
            assert!(
                is_pending(Pin::new(&mut stream.read(&mut [0; 4])), &counter),
                "no data"
            );
            fill(&mut stream, &counter).await;
        }
        counter.forgotten(&rt).await;
    });
}

pub fn an_aborted_task_closes_the_stream_that_it_waits_on<O: Owner>(make: fn() -> O) {
    use anyrt_traits::task::JoinHandle;
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let (held, started) = (Arc::new(()), Event::new());
        let (inside, set) = (held.clone(), started.clone());
        let task = spawn(&rt, async move {
            set.set();
            stream.read_exact(&mut [0; 4]).await.ok();
            drop(inside);
        });
        started.wait().await;
        task.abort();
        assert!(task.await.expect_err("it never ends").is_cancelled());
        until("nothing is held", || Arc::strong_count(&held) == 1).await;
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
    });
}
