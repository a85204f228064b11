//! A waker that panics ends nothing but its own task, also where tokio's threads call it: they end the
//! process at a panic.

use std::{
    future::Future,
    io::Write,
    net::{TcpListener, TcpStream},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Wake, Waker},
    thread,
    time::Duration,
};

use anyrt_tokio::{Tokio, TokioHandle};
use anyrt_traits::{
    io::ByteReadExt,
    net::{TcpConnectOptions, TcpNet},
    task::{BlockOn, Spawn},
    time::Timer,
};

struct Panics(AtomicUsize);

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
        panic!("this waker panics on purpose");
    }
}

/// Polls once with a waker that panics, waits until it has, and makes sure that the runtime goes on.
fn survives<F: Future>(rt: &TokioHandle, tokio: &Tokio, future: F, cause: impl FnOnce()) {
    let panics = Arc::new(Panics(AtomicUsize::new(0)));
    let waker = Waker::from(panics.clone());
    let mut future = pin!(future);
    let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
    assert!(polled.is_pending(), "it waits");
    cause();
    while panics.0.load(Ordering::SeqCst) == 0 {
        thread::yield_now();
    }
    let rt = rt.clone();
    let output = tokio.block_on(async |_| rt.spawn(async { 42 }).await);
    assert_eq!(output.expect("the runtime goes on"), 42);
}

#[test]
fn a_timer_survives_a_waker_that_panics() {
    let tokio = Tokio::new().expect("threads to start");
    let rt = tokio.handle();
    survives(&rt, &tokio, rt.sleep(Duration::from_millis(300)), || ());
}

#[test]
fn a_stream_survives_a_waker_that_panics() {
    let tokio = Tokio::new().expect("threads to start");
    let rt = tokio.handle();
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let addr = listener.local_addr().expect("an address");
    let stream = tokio.block_on(|rt| rt.tcp_connect(addr, &TcpConnectOptions::new()));
    let mut stream = stream.expect("a connection");
    let (mut peer, _): (TcpStream, _) = listener.accept().expect("a connection");
    let mut bytes = Vec::new();
    survives(&rt, &tokio, stream.read_append(&mut bytes), || {
        peer.write_all(b"data").expect("the other end is there");
    });
}
