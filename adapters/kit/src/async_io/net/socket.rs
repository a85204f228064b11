use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    sync::{Arc, OnceLock},
    task::{Context, Poll, Waker, ready},
};

use async_io::Async;

use crate::async_io::{Interrupt, Lifetime, scope::Member};

/// A socket, registered with the reactor, of a runtime that may end.
#[derive(Debug)]
pub(super) struct Socket<T: AsFd> {
    io: Async<T>,
    lifetime: Lifetime,
    /// The place among the members of the scope.
    key: OnceLock<usize>,
}

impl<T: AsFd> Socket<T> {
    /// Takes a registered socket into a lifetime; `interrupted` gives what a shutdown interrupts.
    pub(super) fn register<I: Interrupt + 'static>(
        io: Async<T>,
        lifetime: &Lifetime,
        wrap: impl FnOnce(Self) -> I,
        socket: impl Fn(&I) -> &Self,
    ) -> io::Result<Arc<I>> {
        lifetime.check()?;
        let whole = Arc::new(wrap(Self {
            io,
            lifetime: lifetime.clone(),
            key: OnceLock::new(),
        }));
        if let Some(scope) = lifetime.scope() {
            let member: Arc<dyn Interrupt> = whole.clone();
            match scope.add(Member::Interrupted(Arc::downgrade(&member))) {
                Ok(key) => {
                    let key = socket(&whole).key.set(key);
                    debug_assert!(key.is_ok(), "a socket is a member once");
                }
                Err(_) => lifetime.check()?,
            }
        }
        Ok(whole)
    }

    pub(super) const fn lifetime(&self) -> &Lifetime {
        &self.lifetime
    }

    /// Tries `operation` until it does not block, waiting to read in between.
    pub(super) fn poll_read_with<R>(
        &self,
        cx: &mut Context<'_>,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.poll_with(cx, Async::poll_readable, operation)
    }

    /// Tries `operation` until it does not block, waiting to write in between.
    pub(super) fn poll_write_with<R>(
        &self,
        cx: &mut Context<'_>,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.poll_with(cx, Async::poll_writable, operation)
    }

    fn poll_with<R>(
        &self,
        cx: &mut Context<'_>,
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
            let ready = poll_ready(&self.io, cx)?;
            // A shutdown sets its mark before it interrupts: either it is seen here, or it comes to wake
            // the waker that was registered just now.
            self.lifetime.check()?;
            ready!(ready);
        }
    }

    /// Waits until the socket can be written to.
    pub(super) fn poll_writable(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.lifetime.check()?;
        let ready = self.io.poll_writable(cx)?;
        self.lifetime.check()?;
        ready.map(Ok)
    }

    /// Wakes who waits on the reactor: it wakes a waker that another one replaces.
    pub(super) fn displace_wakers(&self) {
        let cx = &mut Context::from_waker(Waker::noop());
        // Neither readiness nor an error is of interest any more.
        drop(self.io.poll_readable(cx));
        drop(self.io.poll_writable(cx));
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

impl<T: AsFd> Drop for Socket<T> {
    fn drop(&mut self) {
        if let (Some(key), Some(scope)) = (self.key.get(), self.lifetime.scope()) {
            scope.remove(*key);
        }
    }
}
