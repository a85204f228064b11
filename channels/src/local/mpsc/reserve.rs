//! Permits, and the wait for one.

use std::{
    fmt,
    future::Future,
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use crate::{local::channel::Channel, mpsc::error::SendError, waiters::Key};

/// Waits for a permit; made by [`Sender::reserve`](super::Sender::reserve).
///
/// # Cancel safety
///
/// Cancel safe: only its place among those that wait is lost.
#[must_use = "futures do nothing unless they are polled"]
pub struct Reserve<'a, T> {
    channel: &'a Channel<T>,
    key: Option<Key>,
}

impl<'a, T> Reserve<'a, T> {
    pub(super) fn new(channel: &'a Channel<T>) -> Self {
        Self { channel, key: None }
    }
}

impl<'a, T> Future for Reserve<'a, T> {
    type Output = Result<Permit<'a, T>, SendError<()>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let channel = this.channel;
        let reserved = channel.queue.poll_reserve(&mut this.key, cx);
        reserved.map(|is_open| {
            if is_open {
                Ok(Permit::new(channel))
            } else {
                Err(SendError(()))
            }
        })
    }
}

impl<T> Drop for Reserve<'_, T> {
    fn drop(&mut self) {
        self.channel.queue.cancel_reserve(&mut self.key);
    }
}

impl<T> fmt::Debug for Reserve<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reserve").finish_non_exhaustive()
    }
}

/// Room for one message, which is given back if it is dropped; made by
/// [`Sender::reserve`](super::Sender::reserve).
///
/// It can be used after the close too: the receiver waits for it.
///
/// # Examples
///
/// ```
/// let (tx, _rx) = anyrt_channels::local::mpsc::channel(1);
/// let permit = tx.try_reserve().unwrap();
/// assert!(tx.try_send(1).is_err());
/// drop(permit);
/// assert!(tx.try_send(1).is_ok());
/// ```
#[must_use = "a permit that is not used keeps room from others until it is dropped"]
pub struct Permit<'a, T> {
    channel: &'a Channel<T>,
}

impl<'a, T> Permit<'a, T> {
    pub(super) fn new(channel: &'a Channel<T>) -> Self {
        Self { channel }
    }

    /// Sends a message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
    /// tx.try_reserve().unwrap().send(1);
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// ```
    pub fn send(self, value: T) {
        let channel = self.channel;
        mem::forget(self);
        channel.queue.send_reserved(value);
    }
}

impl<T> Drop for Permit<'_, T> {
    fn drop(&mut self) {
        self.channel.queue.release();
    }
}

impl<T> fmt::Debug for Permit<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit").finish_non_exhaustive()
    }
}
