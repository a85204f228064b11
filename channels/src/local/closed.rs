//! The wait for the close.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::channel::Channel;
use crate::waiters::Key;

/// Waits for the close; made by the `closed` of a sender or a receiver.
///
/// # Cancel safety
///
/// Cancel safe: nothing is lost.
#[must_use = "futures do nothing unless they are polled"]
pub struct Closed<'a, T> {
    channel: &'a Channel<T>,
    key: Option<Key>,
}

impl<'a, T> Closed<'a, T> {
    pub(super) fn new(channel: &'a Channel<T>) -> Self {
        Self { channel, key: None }
    }
}

impl<T> Future for Closed<'_, T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        this.channel.queue.poll_closed(&mut this.key, cx)
    }
}

impl<T> Drop for Closed<'_, T> {
    fn drop(&mut self) {
        self.channel.queue.cancel_closed(&mut self.key);
    }
}

impl<T> fmt::Debug for Closed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed").finish_non_exhaustive()
    }
}
