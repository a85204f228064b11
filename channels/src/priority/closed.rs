//! The wait for the close.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::channel::Channel;
use crate::waiters::Key;

/// Waits for the close; made by [`Sender::closed`](super::Sender::closed).
///
/// # Cancel safety
///
/// Cancel safe: nothing is lost.
#[must_use = "futures do nothing unless they are polled"]
pub struct Closed<'a, P, T> {
    channel: &'a Channel<P, T>,
    key: Option<Key>,
}

impl<'a, P, T> Closed<'a, P, T> {
    pub(super) fn new(channel: &'a Channel<P, T>) -> Self {
        Self { channel, key: None }
    }
}

impl<P, T> Future for Closed<'_, P, T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        this.channel.queue.poll_closed(&mut this.key, cx)
    }
}

impl<P, T> Drop for Closed<'_, P, T> {
    fn drop(&mut self) {
        self.channel.queue.cancel_closed(&mut self.key);
    }
}

impl<P, T> fmt::Debug for Closed<'_, P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed").finish_non_exhaustive()
    }
}
