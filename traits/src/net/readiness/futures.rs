use std::{
    fmt, io,
    os::fd::BorrowedFd,
    pin::Pin,
    task::{Context, Poll},
};

use super::{Interest, ReadySource};
use crate::net::Waiter;

/// Waits for readiness by awaiting.
///
/// Implemented for every [`ReadySource`]. Any number of tasks may wait at once.
pub trait ReadySourceExt: ReadySource {
    /// Waits until there is something to read, or the end of it.
    ///
    /// # Errors
    ///
    /// That the runtime has shut down.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing has happened.
    fn readable(&self) -> WaitReady<'_, Self> {
        WaitReady::new(self, Interest::Readable)
    }

    /// Waits until there is room to write.
    ///
    /// # Errors
    ///
    /// That the runtime has shut down.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing has happened.
    fn writable(&self) -> WaitReady<'_, Self> {
        WaitReady::new(self, Interest::Writable)
    }

    /// Tries `operation`, which must not block, until it does not give
    /// [`io::ErrorKind::WouldBlock`], waiting in between.
    ///
    /// # Errors
    ///
    /// Those of [`ReadySource::poll_io`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the operation succeeds only in the poll that tells so.
    fn async_io<R, F>(&self, interest: Interest, operation: F) -> AsyncIo<'_, Self, F>
    where
        F: FnMut(BorrowedFd<'_>) -> io::Result<R> + Unpin,
    {
        AsyncIo {
            source: self,
            waiter: Waiter::new(),
            interest,
            operation,
        }
    }
}

impl<S: ReadySource + ?Sized> ReadySourceExt for S {}

/// The future of [`ReadySourceExt::readable`] and [`ReadySourceExt::writable`].
///
/// # Cancel safety
///
/// Cancel safe: nothing has happened.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct WaitReady<'a, S: ?Sized> {
    source: &'a S,
    waiter: Waiter,
    interest: Interest,
}

impl<'a, S: ?Sized> WaitReady<'a, S> {
    const fn new(source: &'a S, interest: Interest) -> Self {
        Self {
            source,
            waiter: Waiter::new(),
            interest,
        }
    }
}

impl<S: ReadySource + ?Sized> Future for WaitReady<'_, S> {
    type Output = io::Result<()>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        this.source.poll_ready(cx, &mut this.waiter, this.interest)
    }
}

/// The future of [`ReadySourceExt::async_io`].
///
/// # Cancel safety
///
/// Cancel safe: the operation succeeds only in the poll that tells so.
#[must_use = "futures do nothing unless polled"]
pub struct AsyncIo<'a, S: ?Sized, F> {
    source: &'a S,
    waiter: Waiter,
    interest: Interest,
    operation: F,
}

impl<S, F, R> Future for AsyncIo<'_, S, F>
where
    S: ReadySource + ?Sized,
    F: FnMut(BorrowedFd<'_>) -> io::Result<R> + Unpin,
{
    type Output = io::Result<R>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        this.source
            .poll_io(cx, &mut this.waiter, this.interest, &mut this.operation)
    }
}

impl<S: fmt::Debug + ?Sized, F> fmt::Debug for AsyncIo<'_, S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncIo")
            .field("source", &self.source)
            .field("interest", &self.interest)
            .finish_non_exhaustive()
    }
}
