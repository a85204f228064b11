use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use anyrt_traits::net::{Listener, TcpListener, UnixAddr, UnixListener, WaitList, Waiter};

use super::{Log, Recorder, addr, unix_addr};

/// A listener that gives what its script says, and waits when the script is over.
pub(crate) struct Script<S> {
    script: Mutex<VecDeque<io::Result<S>>>,
    waiters: Arc<Waiters>,
    log: Log,
}

/// Writes down who waits; a waiter's key is 7.
pub(crate) struct Waiters(Log);

impl WaitList for Waiters {
    fn leave(&self, key: usize) {
        self.0.push(format!("waiter {key} leaves"));
    }
}

impl<S> Script<S> {
    pub(crate) fn new(log: &Log, script: impl IntoIterator<Item = io::Result<S>>) -> Self {
        Self {
            script: Mutex::new(script.into_iter().collect()),
            waiters: Arc::new(Waiters(log.clone())),
            log: log.clone(),
        }
    }

    fn poll_next(&self, waiter: &mut Waiter) -> Poll<io::Result<S>> {
        let mut script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        match script.pop_front() {
            Some(result) => {
                waiter.leave();
                Poll::Ready(result)
            }
            None => {
                self.log.push(match waiter.key(&self.waiters) {
                    Some(key) => format!("waiter {key} waits on"),
                    None => "waiter joins".to_owned(),
                });
                waiter.join(self.waiters.clone(), 7);
                Poll::Pending
            }
        }
    }
}

/// A listener of Unix sockets with the same script.
pub(crate) struct UnixScript<S>(pub(super) Script<S>);

impl<S> Listener for Script<S> {
    type Stream = S;
    type Addr = SocketAddr;

    fn poll_accept(
        &self,
        _cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(S, SocketAddr)>> {
        self.poll_next(waiter).map_ok(|stream| (stream, addr(8)))
    }
}

impl<const KIND: u8> TcpListener for Script<Recorder<KIND>> {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.log.push("listener local_addr");
        Ok(addr(9))
    }
}

impl<S> Listener for UnixScript<S> {
    type Stream = S;
    type Addr = UnixAddr;

    fn poll_accept(
        &self,
        _cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(S, UnixAddr)>> {
        self.0
            .poll_next(waiter)
            .map_ok(|stream| (stream, unix_addr("/client")))
    }
}

impl<S> UnixListener for UnixScript<S> {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        self.0.log.push("listener local_addr");
        Ok(unix_addr("/listener"))
    }
}
