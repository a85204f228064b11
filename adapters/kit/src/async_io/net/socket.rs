use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    task::{Context, Poll, ready},
};

use async_io::Async;

use crate::{life::Lifetime, task::ForeignWaker};

/// A socket, registered with the reactor, of a runtime that may end.
#[derive(Debug)]
pub(super) struct Socket<T: AsFd> {
    io: Async<T>,
    lifetime: Lifetime,
}

impl<T: AsFd> Socket<T> {
    /// Takes a registered socket into a lifetime.
    pub(super) fn new(io: Async<T>, lifetime: &Lifetime) -> io::Result<Self> {
        lifetime.check()?;
        let lifetime = lifetime.clone();
        Ok(Self { io, lifetime })
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
        self.poll_with(cx, foreign, Async::poll_readable, operation)
    }

    /// Tries `operation` until it does not block, waiting to write in between.
    pub(super) fn poll_write_with<R>(
        &self,
        cx: &mut Context<'_>,
        foreign: Option<&mut ForeignWaker>,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.poll_with(cx, foreign, Async::poll_writable, operation)
    }

    fn poll_with<R>(
        &self,
        cx: &mut Context<'_>,
        mut foreign: Option<&mut ForeignWaker>,
        poll_ready: impl Fn(&Async<T>, &mut Context<'_>) -> Poll<io::Result<()>>,
        mut operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        loop {
            self.lifetime.check()?;
            match operation(self.io.get_ref().as_fd()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                result => return Poll::Ready(result),
            }
            let Some(foreign) = foreign.as_deref_mut() else {
                ready!(poll_ready(&self.io, cx))?;
                continue;
            };
            let guarded = &mut Context::from_waker(foreign.guard(&self.lifetime, cx.waker()));
            self.lifetime.check()?;
            ready!(poll_ready(&self.io, guarded))?;
        }
    }

    /// Waits until there is something to read.
    pub(super) fn poll_readable(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.lifetime.check()?;
        self.io.poll_readable(cx)
    }

    /// Waits until the socket can be written to.
    pub(super) fn poll_writable(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.lifetime.check()?;
        self.io.poll_writable(cx)
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
