use std::{
    io, mem,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Wake, Waker},
};

use anyrt_traits::{
    any::{AnyTcpListener, AnyTcpStream},
    net::{Listener, TcpListener, Waiter},
};

use super::{relay::Relay, stream::WrongStream};
use crate::fault::Fault;

pub(crate) struct WrongListener {
    inner: Option<AnyTcpListener>,
    fault: Fault,
    relay: Arc<Relay>,
    only_waiter: Mutex<Waiter>,
    lock: Arc<Mutex<()>>,
}

impl WrongListener {
    pub(crate) fn new(inner: AnyTcpListener, fault: Fault) -> Self {
        Self {
            inner: Some(inner),
            fault,
            relay: Arc::default(),
            only_waiter: Mutex::default(),
            lock: Arc::default(),
        }
    }

    fn inner(&self) -> &AnyTcpListener {
        self.inner.as_ref().expect("only the drop takes it")
    }
}

impl Listener for WrongListener {
    type Stream = WrongStream<AnyTcpStream>;
    type Addr = SocketAddr;

    fn poll_accept(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(Self::Stream, SocketAddr)>> {
        let polled = match self.fault {
            Fault::OneAcceptor => {
                self.relay.put(cx.waker());
                let waker = Waker::from(self.relay.clone());
                let mut only = lock(&self.only_waiter);
                self.inner()
                    .poll_accept(&mut Context::from_waker(&waker), &mut only)
            }
            Fault::WakesUnderLock => {
                let waker = Waker::from(Arc::new(Locking {
                    waker: cx.waker().clone(),
                    lock: self.lock.clone(),
                }));
                let _guard = lock(&self.lock);
                self.inner()
                    .poll_accept(&mut Context::from_waker(&waker), waiter)
            }
            _ => self.inner().poll_accept(cx, waiter),
        };
        polled.map_ok(|(stream, peer)| (WrongStream::new(stream, self.fault), peer))
    }
}

impl TcpListener for WrongListener {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner().local_addr()
    }
}

impl Drop for WrongListener {
    fn drop(&mut self) {
        if self.fault == Fault::NeverCloses {
            mem::forget(self.inner.take());
        }
    }
}

/// A waker that holds the lock of the listener while it wakes.
struct Locking {
    waker: Waker,
    lock: Arc<Mutex<()>>,
}

impl Wake for Locking {
    fn wake(self: Arc<Self>) {
        let _guard = lock(&self.lock);
        self.waker.wake_by_ref();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
