use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    task::{Context, Poll, ready},
};

use async_io::Async;

use super::attempts::Attempts;
use crate::{life::Lifetime, task::ForeignWaker};

/// A socket, registered with the reactor, of a runtime that may end.
#[derive(Debug)]
pub(super) struct Socket<T: AsFd> {
    io: Async<T>,
    lifetime: Lifetime,
    reading: Attempts,
    writing: Attempts,
}

impl<T: AsFd> Socket<T> {
    /// Takes a registered socket into a lifetime.
    pub(super) fn new(io: Async<T>, lifetime: &Lifetime) -> io::Result<Self> {
        lifetime.check()?;
        let lifetime = lifetime.clone();
        Ok(Self {
            io,
            lifetime,
            reading: Attempts::default(),
            writing: Attempts::default(),
        })
    }

    pub(super) const fn lifetime(&self) -> &Lifetime {
        &self.lifetime
    }

    /// Tries `operation` until it does not block, waiting to read in between.
    ///
    /// The reactor gets the waker of `cx` behind `foreign`, or as it is, if that is a queue's.
    pub(super) fn poll_read_with<R>(
        &self,
        cx: &mut Context<'_>,
        foreign: Option<&mut ForeignWaker>,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.poll_with(&self.reading, cx, foreign, Async::poll_readable, operation)
    }

    /// Tries `operation` until it does not block, waiting to write in between.
    pub(super) fn poll_write_with<R>(
        &self,
        cx: &mut Context<'_>,
        foreign: Option<&mut ForeignWaker>,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.poll_with(&self.writing, cx, foreign, Async::poll_writable, operation)
    }

    fn poll_with<R>(
        &self,
        attempts: &Attempts,
        cx: &mut Context<'_>,
        mut foreign: Option<&mut ForeignWaker>,
        poll_ready: impl Fn(&Async<T>, &mut Context<'_>) -> Poll<io::Result<()>>,
        mut operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        let mut may_try = attempts.may_try();
        loop {
            self.lifetime.check()?;
            if may_try {
                match operation(self.io.get_ref().as_fd()) {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => attempts.failed(),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    result => {
                        attempts.succeeded();
                        return Poll::Ready(result);
                    }
                }
            }
            if let Some(foreign) = foreign.as_deref_mut() {
                let guarded = foreign.guard(&self.lifetime, cx.waker());
                self.lifetime.check()?;
                ready!(poll_ready(&self.io, &mut Context::from_waker(guarded)))?;
            } else {
                ready!(poll_ready(&self.io, cx))?;
            }
            attempts.is_ready();
            may_try = true;
        }
    }

    /// Waits until there is something to read.
    pub(super) fn poll_readable(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.lifetime.check()?;
        let polled = self.io.poll_readable(cx);
        if polled.is_ready() {
            self.reading.is_ready();
        }
        polled
    }

    /// Waits until the socket can be written to.
    pub(super) fn poll_writable(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.lifetime.check()?;
        let polled = self.io.poll_writable(cx);
        if polled.is_ready() {
            self.writing.is_ready();
        }
        polled
    }

    /// Takes the socket out of the reactor.
    pub(super) fn into_inner(self) -> io::Result<T> {
        self.io.into_inner()
    }

    pub(super) fn get_ref(&self) -> &T {
        self.io.get_ref()
    }
}

impl<T: AsFd> AsFd for Socket<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.io.get_ref().as_fd()
    }
}
