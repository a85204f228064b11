//! The futures of a receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{Receiver, RecvError, RecvTimeoutError};
use crate::waiters::Key;

/// Waits for the next message; made by [`Receiver::recv`].
///
/// # Cancel safety
///
/// Cancel safe: a message leaves the queue only in the poll that returns it.
#[must_use = "futures do nothing unless they are polled"]
pub struct Recv<'a, T> {
    receiver: &'a Receiver<T>,
    key: Option<Key>,
}

impl<'a, T> Recv<'a, T> {
    pub(super) fn new(receiver: &'a Receiver<T>) -> Self {
        Self {
            receiver,
            key: None,
        }
    }
}

impl<T> Future for Recv<'_, T> {
    type Output = Result<T, RecvError>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let receiver = this.receiver;
        if receiver.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let poll = receiver.channel.queue.poll_recv(&mut this.key, cx);
        receiver
            .budget
            .count(poll)
            .map(|message| message.ok_or(RecvError))
    }
}

impl<T> Drop for Recv<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.receiver.channel.queue.cancel_recv(&mut self.key);
    }
}

impl<T> fmt::Debug for Recv<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recv").finish_non_exhaustive()
    }
}

pin_project! {
    /// Waits for the next message or a timer; made by [`Receiver::recv_timeout`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a message leaves the queue only in the poll that returns it.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct RecvTimeout<'a, T, S> {
        recv: Recv<'a, T>,
        #[pin]
        timer: S,
    }
}

impl<'a, T, S> RecvTimeout<'a, T, S> {
    pub(super) fn new(recv: Recv<'a, T>, timer: S) -> Self {
        Self { recv, timer }
    }
}

impl<T, S: Future> Future for RecvTimeout<'_, T, S> {
    type Output = Result<T, RecvTimeoutError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(message) = Pin::new(this.recv).poll(cx) {
            return Poll::Ready(message.map_err(|RecvError| RecvTimeoutError::Closed));
        }
        ready!(this.timer.poll(cx));
        Poll::Ready(Err(RecvTimeoutError::Timeout))
    }
}

impl<T, S> fmt::Debug for RecvTimeout<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvTimeout").finish_non_exhaustive()
    }
}
