use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    sync::Arc,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::{life::Lifetime, socket, wait_queue::WaitQueue};
use anyrt_traits::net::{Interest, ReadySource, Waiter};
use tokio::io::{self as tokio_io, unix::AsyncFd};

use super::{error_watch::ErrorWatch, stream::is_retried};
use crate::{raw::register, shared::Shared};

/// A descriptor of the caller's own, over tokio's.
#[derive(Debug)]
pub struct Source {
    /// Shared with the watch alone.
    inner: Arc<AsyncFd<OwnedFd>>,
    errors: ErrorWatch,
    reading: WaitQueue,
    writing: WaitQueue,
    lifetime: Lifetime,
}

impl Source {
    pub(crate) fn new(shared: &Arc<Shared>, fd: OwnedFd) -> io::Result<Self> {
        let _context = shared.open()?;
        socket::set_nonblocking(&fd)?;
        let interest =
            tokio_io::Interest::READABLE | tokio_io::Interest::WRITABLE | tokio_io::Interest::ERROR;
        Ok(Self {
            inner: Arc::new(register(fd, interest)?),
            errors: ErrorWatch::default(),
            reading: WaitQueue::living_for(&shared.lifetime),
            writing: WaitQueue::living_for(&shared.lifetime),
            lifetime: shared.lifetime.clone(),
        })
    }

    /// Returns tokio's own registration.
    #[must_use]
    pub fn get_ref(&self) -> &AsyncFd<OwnedFd> {
        &self.inner
    }

    const fn queue(&self, interest: Interest) -> &WaitQueue {
        match interest {
            Interest::Readable => &self.reading,
            Interest::Writable => &self.writing,
        }
    }

    /// Waits until tokio knows of readiness; tells for what `try_io` is to be called then.
    fn poll_interest(
        &self,
        cx: &mut Context<'_>,
        interest: Interest,
    ) -> Poll<io::Result<tokio_io::Interest>> {
        self.lifetime.check()?;
        match interest {
            Interest::Readable => {
                if self.inner.poll_read_ready(cx)?.is_ready() {
                    return Poll::Ready(Ok(tokio_io::Interest::READABLE));
                }
                // An error from the network makes a socket erroneous, not readable.
                ready!(self.errors.poll(&self.inner, cx));
                Poll::Ready(Ok(tokio_io::Interest::ERROR))
            }
            Interest::Writable => {
                ready!(self.inner.poll_write_ready(cx))?.retain_ready();
                Poll::Ready(Ok(tokio_io::Interest::WRITABLE))
            }
        }
    }
}

impl Source {
    /// Does the operation, unless it was done, if the descriptor is ready.
    fn attempt<R>(
        &self,
        interest: tokio_io::Interest,
        operation: &mut Option<impl FnOnce(BorrowedFd<'_>) -> io::Result<R>>,
    ) -> io::Result<R> {
        self.inner.try_io(interest, |fd| {
            let operation = operation.take().ok_or(io::ErrorKind::WouldBlock)?;
            operation(fd.as_fd())
        })
    }
}

impl ReadySource for Source {
    fn poll_ready(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
    ) -> Poll<io::Result<()>> {
        self.queue(interest)
            .poll(cx, waiter, |cx| self.poll_interest(cx, interest))
            .map_ok(|_| ())
    }

    fn poll_io<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        mut operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.queue(interest).poll(cx, waiter, |cx| {
            loop {
                let ready = ready!(self.poll_interest(cx, interest))?;
                match self.inner.try_io(ready, |fd| operation(fd.as_fd())) {
                    Err(error) if is_retried(&error) => {}
                    result => return Poll::Ready(result),
                }
            }
        })
    }

    fn try_io<R>(
        &self,
        interest: Interest,
        operation: impl FnOnce(BorrowedFd<'_>) -> io::Result<R>,
    ) -> io::Result<R> {
        self.lifetime.check()?;
        let mut operation = Some(operation);
        match interest {
            Interest::Writable => self.attempt(tokio_io::Interest::WRITABLE, &mut operation),
            // Tokio takes the union of the two to be ready for neither. What was tried and would block says nothing
            // of errors, which stay noted.
            Interest::Readable => {
                match self.attempt(tokio_io::Interest::READABLE, &mut operation) {
                    Err(_) if operation.is_some() => {
                        self.attempt(tokio_io::Interest::ERROR, &mut operation)
                    }
                    result => result,
                }
            }
        }
    }

    fn into_fd(self) -> io::Result<OwnedFd> {
        drop(self.errors);
        Arc::into_inner(self.inner)
            .map(AsyncFd::into_inner)
            .ok_or_else(|| io::Error::other("the descriptor is shared"))
    }
}

impl AsFd for Source {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.inner.get_ref().as_fd()
    }
}
