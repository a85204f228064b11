use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, Waker},
};

use anyrt_traits::{
    AnyRuntime,
    any::AnyReadySource,
    net::{Interest, Readiness, ReadySource, Waiter},
};

use super::relay::Relay;

/// Remembers one reader of each descriptor.
pub(crate) struct WrongReadiness {
    pub(crate) rt: AnyRuntime,
}

impl Readiness for WrongReadiness {
    type Source = WrongSource;

    fn register(&self, fd: OwnedFd) -> io::Result<WrongSource> {
        Ok(WrongSource {
            inner: self.rt.register(fd)?,
            relay: Arc::default(),
            only_waiter: Mutex::default(),
        })
    }
}

pub(crate) struct WrongSource {
    inner: AnyReadySource,
    relay: Arc<Relay>,
    only_waiter: Mutex<Waiter>,
}

impl WrongSource {
    fn as_the_only_one<T>(
        &self,
        cx: &Context<'_>,
        poll: impl FnOnce(&mut Context<'_>, &mut Waiter) -> T,
    ) -> T {
        self.relay.put(cx.waker());
        let waker = Waker::from(self.relay.clone());
        let mut only = self
            .only_waiter
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        poll(&mut Context::from_waker(&waker), &mut only)
    }
}

impl ReadySource for WrongSource {
    fn poll_ready(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
    ) -> Poll<io::Result<()>> {
        match interest {
            Interest::Readable => {
                self.as_the_only_one(cx, |cx, only| self.inner.poll_ready(cx, only, interest))
            }
            Interest::Writable => self.inner.poll_ready(cx, waiter, interest),
        }
    }

    fn poll_io<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        match interest {
            Interest::Readable => self.as_the_only_one(cx, |cx, only| {
                self.inner.poll_io(cx, only, interest, operation)
            }),
            Interest::Writable => self.inner.poll_io(cx, waiter, interest, operation),
        }
    }

    fn try_io<R>(
        &self,
        interest: Interest,
        operation: impl FnOnce(BorrowedFd<'_>) -> io::Result<R>,
    ) -> io::Result<R> {
        self.inner.try_io(interest, operation)
    }

    fn into_fd(self) -> io::Result<OwnedFd> {
        self.inner.into_fd()
    }
}

impl AsFd for WrongSource {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.inner.as_fd()
    }
}
