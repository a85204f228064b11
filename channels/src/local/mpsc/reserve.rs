//! The futures that wait for a permit that borrows the sender.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::{Permit, PermitIterator};
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
        let reserved = channel.queue.poll_reserve(1, &mut this.key, cx);
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

/// Waits for some permits; made by [`Sender::reserve_many`](super::Sender::reserve_many).
///
/// # Cancel safety
///
/// Cancel safe: only its place among those that wait is lost.
#[must_use = "futures do nothing unless they are polled"]
pub struct ReserveMany<'a, T> {
    channel: &'a Channel<T>,
    count: usize,
    key: Option<Key>,
}

impl<'a, T> ReserveMany<'a, T> {
    pub(super) fn new(channel: &'a Channel<T>, count: usize) -> Self {
        Self {
            channel,
            count,
            key: None,
        }
    }
}

impl<'a, T> Future for ReserveMany<'a, T> {
    type Output = Result<PermitIterator<'a, T>, SendError<()>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let (channel, count) = (this.channel, this.count);
        if count > channel.queue.capacity() {
            return Poll::Ready(Err(SendError(())));
        }
        let reserved = channel.queue.poll_reserve(count, &mut this.key, cx);
        reserved.map(|is_open| {
            if is_open {
                Ok(PermitIterator::new(channel, count))
            } else {
                Err(SendError(()))
            }
        })
    }
}

impl<T> Drop for ReserveMany<'_, T> {
    fn drop(&mut self) {
        self.channel.queue.cancel_reserve(&mut self.key);
    }
}

impl<T> fmt::Debug for ReserveMany<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReserveMany")
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}
