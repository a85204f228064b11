//! B8: the two directions progress independently, and a changed waker is the one that is woken.

use std::{
    io::{Read, Write},
    pin::Pin,
};

use anyrt_traits::io::{AsyncRead, AsyncWrite, ByteStream};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, fill, is_pending, tcp_pair, tcp_with_peer, unix_with_peer};

/// Reads without blocking until nothing is left for now, so that the writer gets room.
fn drain(peer: &mut impl Read) {
    let mut buf = vec![0; 1 << 20];
    while peer.read(&mut buf).is_ok_and(|count| count > 0) {}
}

/// Checks that each direction wakes its own waiter, first the reading one.
async fn each_direction_wakes_its_own(
    mut stream: impl ByteStream,
    peer: &mut (impl Read + Write),
    both_were_read: impl AsyncFnOnce(&Counter),
) {
    let (reader, writer) = (Counter::new(), Counter::new());
    let mut buf = [0; 4];
    assert!(
        is_pending(Pin::new(&mut stream.read(&mut buf)), &reader),
        "no data"
    );
    fill(&mut stream, &writer).await;
    peer.write_all(b"data").expect("the stream is there");
    reader.woken().await;
    stream.read_exact(&mut buf).await.expect("the peer wrote");
    assert!(
        is_pending(Pin::new(&mut stream.read(&mut buf)), &reader),
        "no data"
    );
    drain(peer);
    both_were_read(&writer).await;
    assert!(stream.write(b"more").await.expect("there is room") > 0);
}

pub fn both_directions_of_a_tcp_stream_wait_at_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = tcp_with_peer(&rt).await;
        peer.set_nonblocking(true).expect("an open socket");
        let mut reading = peer.try_clone().expect("a descriptor is left");
        each_direction_wakes_its_own(stream, &mut peer, async move |writer| {
            // More may be on its way when the first reading finds nothing.
            while writer.wakes() == 0 {
                drain(&mut reading);
                anyrt_traits::task::yield_now().await;
            }
        })
        .await;
    });
}

pub fn both_directions_of_a_unix_stream_wait_at_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = unix_with_peer(&rt).await;
        peer.set_nonblocking(true).expect("an open socket");
        each_direction_wakes_its_own(stream, &mut peer, async |writer| writer.woken().await).await;
    });
}

pub fn a_changed_waker_of_a_read_is_the_one_that_is_woken<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let (first, last, mut buf) = (Counter::new(), Counter::new(), [0; 4]);
        let mut read = stream.read(&mut buf);
        assert!(is_pending(Pin::new(&mut read), &first), "no data");
        assert!(is_pending(Pin::new(&mut read), &last), "no data");
        peer.write_all(b"data").expect("the stream is there");
        last.woken().await;
        assert_eq!(read.await.expect("the peer wrote"), 4);
    });
}

pub fn a_changed_waker_of_a_write_is_the_one_that_is_woken<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = unix_with_peer(&rt).await;
        peer.set_nonblocking(true).expect("an open socket");
        let (first, last) = (Counter::new(), Counter::new());
        fill(&mut stream, &first).await;
        assert!(
            is_pending(Pin::new(&mut stream.write(b"more")), &last),
            "no room"
        );
        drain(&mut peer);
        last.woken().await;
        stream.write_all(b"more").await.expect("there is room");
    });
}

pub fn a_waker_that_changes_at_every_poll_misses_nothing<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut a, mut b) = tcp_pair(&rt).await;
        let writing = spawn(&rt, async move {
            for byte in 0..200u8 {
                a.write_all(&[byte]).await.expect("the peer reads");
                anyrt_traits::task::yield_now().await;
            }
        });
        let mut buf = [0; 16];
        let mut total = 0;
        while total < 200 {
            let counter = Counter::new();
            let mut read = b.read(&mut buf);
            match crate::harness::poll(Pin::new(&mut read), &counter) {
                std::task::Poll::Ready(count) => total += count.expect("the peer writes"),
                std::task::Poll::Pending => counter.woken().await,
            }
        }
        writing.await.expect("it does not panic");
    });
}

pub fn halves_wait_in_two_tasks_at_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = unix_with_peer(&rt).await;
        let (mut read, mut write) = stream.into_halves();
        let full = Counter::new();
        let filled = fill(&mut write, &full).await;
        let reading = spawn(&rt, async move {
            let mut buf = [0; 4];
            read.read_exact(&mut buf).await.map(|()| buf)
        });
        let writing = spawn(&rt, async move { write.write_all(b"more").await });
        peer.write_all(b"data").expect("the stream is there");
        let received = reading.await.expect("it does not panic");
        assert_eq!(&received.expect("the peer wrote"), b"data");
        let rest = read_beside(&peer, filled + 4);
        writing
            .await
            .expect("it does not panic")
            .expect("there is room");
        drop(rest);
    });
}

/// Reads `count` bytes on a thread, so that nobody who makes room for them is kept from it.
fn read_beside(peer: &std::os::unix::net::UnixStream, count: usize) -> std::thread::JoinHandle<()> {
    let mut peer = peer.try_clone().expect("a descriptor is left");
    std::thread::spawn(move || {
        peer.read_exact(&mut vec![0; count])
            .expect("it was written");
    })
}

pub fn a_direction_that_is_at_its_end_leaves_the_other_alone<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        peer.shutdown(std::net::Shutdown::Write)
            .expect("an open socket");
        assert_eq!(stream.read(&mut [0; 4]).await.expect("an end"), 0);
        let waker = Counter::new().waker();
        let cx = &mut std::task::Context::from_waker(&waker);
        assert!(Pin::new(&mut stream).poll_read(cx, &mut [0; 4]).is_ready());
        assert!(Pin::new(&mut stream).poll_write(cx, b"data").is_ready());
        peer.read_exact(&mut [0; 4]).expect("it was written");
    });
}
