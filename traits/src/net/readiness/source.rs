use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    task::{Context, Poll},
};

use crate::net::Waiter;

/// Says what a descriptor is to be ready for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a descriptor has two directions; implementers match on it"
)]
pub enum Interest {
    /// There is something to read, or to accept, or the end of it.
    Readable,
    /// There is room to write, or a connection attempt has ended.
    Writable,
}

/// A descriptor that is registered with a reactor.
///
/// Any number of operations may wait for either direction at once. Callers use the futures of
/// [`ReadySourceExt`](super::ReadySourceExt), or the `poll_` methods below with a [`Waiter`] for each
/// operation.
///
/// Implementers must serve every waiter, and must leave idle waiters asleep.
pub trait ReadySource: AsFd {
    /// Waits until the descriptor is ready for `interest`, as far as the reactor knows.
    ///
    /// The operation that follows may find that it is not; it belongs into [`try_io`](Self::try_io), from
    /// which the reactor learns so: until then this is ready again at once. [`poll_io`](Self::poll_io) does both.
    ///
    /// # Errors
    ///
    /// That the runtime has shut down.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing has happened.
    fn poll_ready(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
    ) -> Poll<io::Result<()>>;

    /// Tries `operation`, which must not block, until it does not give
    /// [`io::ErrorKind::WouldBlock`], waiting until the descriptor is ready in between. An operation
    /// that was interrupted is tried again.
    ///
    /// # Errors
    ///
    /// Those of `operation`; also that the runtime has shut down.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: no operation has succeeded that was not told.
    fn poll_io<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>>;

    /// Tries `operation` once, without waiting; the reactor learns of it if it would block.
    ///
    /// # Errors
    ///
    /// Those of `operation`; [`io::ErrorKind::WouldBlock`] also, without a try, if the reactor knows that
    /// the descriptor is not ready; also that the runtime has shut down.
    fn try_io<R>(
        &self,
        interest: Interest,
        operation: impl FnOnce(BorrowedFd<'_>) -> io::Result<R>,
    ) -> io::Result<R>;

    /// Takes the descriptor out of the reactor; it stays non-blocking.
    ///
    /// # Errors
    ///
    /// That the reactor does not give it back; it is closed then.
    fn into_fd(self) -> io::Result<OwnedFd>
    where
        Self: Sized;
}
