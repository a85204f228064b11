//! The wait for the close.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::Sender;

/// Waits for the close; made by [`Sender::closed`].
///
/// # Cancel safety
///
/// Cancel safe: nothing is lost.
#[must_use = "futures do nothing unless they are polled"]
pub struct Closed<'a, T> {
    sender: &'a mut Sender<T>,
}

impl<'a, T> Closed<'a, T> {
    pub(super) fn new(sender: &'a mut Sender<T>) -> Self {
        Self { sender }
    }
}

impl<T> Future for Closed<'_, T> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.sender.poll_closed(cx)
    }
}

impl<T> fmt::Debug for Closed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed").finish_non_exhaustive()
    }
}
