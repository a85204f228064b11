use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use super::{AcceptLoop, Listener, Waiter};
use crate::time::Timer;

/// Accepts connections by awaiting.
///
/// Implemented for every [`Listener`].
pub trait ListenerExt: Listener {
    /// Waits for the next connection and gives it with its peer's address.
    ///
    /// Any number of tasks may wait at once; each connection goes to one of them.
    ///
    /// # Errors
    ///
    /// What the system says of this one attempt: a connection aborted while it waited, or no descriptor
    /// left. The latter comes again at once, so a loop needs a pause: see
    /// [`accept_loop`](Self::accept_loop).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: no connection is lost.
    fn accept(&self) -> Accept<'_, Self> {
        Accept {
            listener: self,
            waiter: Waiter::new(),
        }
    }

    /// Makes a loop over the connections that outlives the errors of single attempts, pausing on `timer`
    /// while descriptors or memory are short.
    fn accept_loop<T: Timer>(&self, timer: T) -> AcceptLoop<'_, Self, T> {
        AcceptLoop::new(self, timer)
    }
}

impl<L: Listener + ?Sized> ListenerExt for L {}

/// The future of [`ListenerExt::accept`].
///
/// # Cancel safety
///
/// Cancel safe: no connection is lost.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Accept<'a, L: ?Sized> {
    listener: &'a L,
    waiter: Waiter,
}

impl<L: Listener + ?Sized> Future for Accept<'_, L> {
    type Output = io::Result<(L::Stream, L::Addr)>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { listener, waiter } = self.get_mut();
        listener.poll_accept(cx, waiter)
    }
}
