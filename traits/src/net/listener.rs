use std::{
    io,
    task::{Context, Poll},
};

use super::Waiter;

/// Accepts connections, for any number of tasks at once.
///
/// Callers use [`ListenerExt::accept`](super::ListenerExt::accept), or an
/// [`AcceptLoop`](super::AcceptLoop), which knows what to do with errors.
///
/// Implementers must serve every waiter and none twice, must leave idle waiters asleep, and must close
/// the listener when it is dropped.
pub trait Listener {
    /// What a connection is.
    type Stream;
    /// What a peer's address is.
    type Addr;

    /// Takes a connection from the queue of those that wait.
    ///
    /// The task is woken when it is worth polling again; other waiters are not disturbed.
    ///
    /// # Errors
    ///
    /// What the system says of this one attempt, such as a connection aborted while it waited, or no
    /// descriptor left. The listener is as good as before, and the next poll tries again.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a connection leaves the queue only in the poll that returns it, and dropping the
    /// waiter hands its wake-up on.
    fn poll_accept(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(Self::Stream, Self::Addr)>>;
}
