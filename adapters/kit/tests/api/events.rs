//! What is told of the reactor's events while a thread of its own is in the reactor all the time, as with an
//! executor of several threads: most events come in the turn in which they were asked for.

use std::{
    io::{self, Read as _, Write as _},
    net::TcpStream as StdTcpStream,
    os::{
        fd::{BorrowedFd, OwnedFd},
        unix::net::UnixStream as StdUnixStream,
    },
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

use anyrt_adapter_kit::{
    async_io::{Source, TcpListener, UnixStream},
    life::Lifetime,
};
use anyrt_traits::{
    io::AsyncRead,
    net::{Interest, Listener as _, ReadySource, TcpListenOptions, TcpListener as _, Waiter},
};

const ROUNDS: usize = 50;

fn stream_of(fd: BorrowedFd<'_>) -> io::Result<StdUnixStream> {
    Ok(StdUnixStream::from(fd.try_clone_to_owned()?))
}

/// Wakes this thread, and counts how often.
struct Unpark {
    thread: Thread,
    wakes: AtomicUsize,
}

impl Unpark {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            thread: thread::current(),
            wakes: AtomicUsize::new(0),
        })
    }

    fn take(&self) -> usize {
        self.wakes.swap(0, Ordering::SeqCst)
    }

    fn wait(&self) {
        while self.take() == 0 {
            thread::park();
        }
    }
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.wakes.fetch_add(1, Ordering::SeqCst);
        self.thread.unpark();
    }
}

#[test]
fn a_stream_that_was_polled_in_vain_reads_at_the_first_wake_up() {
    let (mut stream, peer) = UnixStream::pair(&Lifetime::GLOBAL).expect("a pair");
    let count = Unpark::new();
    let waker = Waker::from(count.clone());
    let cx = &mut Context::from_waker(&waker);
    let mut buf = [0; 8];
    for _ in 0..ROUNDS {
        for _ in 0..8 {
            let polled = Pin::new(&mut stream).poll_read(cx, &mut buf);
            assert!(polled.is_pending(), "nothing was written");
        }
        count.take();
        peer.get_ref().write_all(b"x").expect("there is room");
        count.wait();
        let polled = Pin::new(&mut stream).poll_read(cx, &mut buf);
        assert!(matches!(polled, Poll::Ready(Ok(1))), "{polled:?}");
    }
}

#[test]
fn a_stream_keeps_no_waker_once_it_has_read() {
    let (mut stream, peer) = UnixStream::pair(&Lifetime::GLOBAL).expect("a pair");
    let count = Unpark::new();
    let waker = Waker::from(count.clone());
    let cx = &mut Context::from_waker(&waker);
    let mut buf = [0; 8];
    for _ in 0..8 {
        assert!(Pin::new(&mut stream).poll_read(cx, &mut buf).is_pending());
    }
    // Async-io wakes for a waker that another one replaces.
    count.take();
    peer.get_ref().write_all(b"x").expect("there is room");
    count.wait();
    assert!(Pin::new(&mut stream).poll_read(cx, &mut buf).is_ready());
    drop(waker);
    // The reactor may be about to drop its own.
    let is_alone = || Arc::strong_count(&count) == 1;
    let tries = 100_000_000;
    assert!((0..tries).any(|_| is_alone() || {
        thread::yield_now();
        false
    }));
}

#[test]
fn the_first_waiter_that_is_woken_accepts() {
    let addr = "127.0.0.1:0".parse().expect("an address");
    let listener = TcpListener::bind(addr, &TcpListenOptions::default(), &Lifetime::GLOBAL)
        .expect("a free port");
    let addr = listener.local_addr().expect("it is bound");
    let count = Unpark::new();
    let waker = Waker::from(count.clone());
    let cx = &mut Context::from_waker(&waker);
    for _ in 0..ROUNDS {
        let mut waiters: Vec<_> = (0..4).map(|_| Waiter::new()).collect();
        for waiter in &mut waiters {
            assert!(listener.poll_accept(cx, waiter).is_pending());
        }
        count.take();
        let _client = StdTcpStream::connect(addr).expect("somebody listens");
        count.wait();
        let polled = listener.poll_accept(cx, &mut waiters[0]);
        assert!(matches!(polled, Poll::Ready(Ok(_))), "{polled:?}");
    }
}

#[test]
fn a_source_is_ready_from_an_event_until_something_would_block() {
    let (one, mut other) = StdUnixStream::pair().expect("a pair");
    let source = Source::new(OwnedFd::from(one), &Lifetime::GLOBAL).expect("a socket");
    let count = Unpark::new();
    let waker = Waker::from(count.clone());
    let cx = &mut Context::from_waker(&waker);
    let mut waiter = Waiter::new();
    let read = |fd: BorrowedFd<'_>| stream_of(fd)?.read(&mut [0; 8]);
    for _ in 0..ROUNDS {
        for _ in 0..8 {
            let polled = source.poll_ready(cx, &mut waiter, Interest::Readable);
            assert!(polled.is_pending(), "nothing was written: {polled:?}");
        }
        count.take();
        other.write_all(b"x").expect("there is room");
        count.wait();
        for _ in 0..2 {
            let polled = source.poll_ready(cx, &mut waiter, Interest::Readable);
            assert!(matches!(polled, Poll::Ready(Ok(()))), "{polled:?}");
        }
        assert_eq!(source.try_io(Interest::Readable, read).expect("a byte"), 1);
        let error = source.try_io(Interest::Readable, read).expect_err("empty");
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
    }
}

#[test]
fn a_source_with_room_is_asked_for_once() {
    let (one, _other) = StdUnixStream::pair().expect("a pair");
    let source = Source::new(OwnedFd::from(one), &Lifetime::GLOBAL).expect("a socket");
    let count = Unpark::new();
    let waker = Waker::from(count.clone());
    let cx = &mut Context::from_waker(&waker);
    let mut waiter = Waiter::new();
    let write = |fd: BorrowedFd<'_>| stream_of(fd)?.write(&[0; 4096]);
    match source.poll_ready(cx, &mut waiter, Interest::Writable) {
        Poll::Pending => count.wait(),
        // The reactor was quick.
        Poll::Ready(ready) => ready.expect("it has room"),
    }
    let error = loop {
        let polled = source.poll_ready(cx, &mut waiter, Interest::Writable);
        assert!(matches!(polled, Poll::Ready(Ok(()))), "{polled:?}");
        if let Err(error) = source.try_io(Interest::Writable, write) {
            break error;
        }
    };
    assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
    let polled = source.poll_ready(cx, &mut waiter, Interest::Writable);
    assert!(polled.is_pending(), "it is full: {polled:?}");
}
