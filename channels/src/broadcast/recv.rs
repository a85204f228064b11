//! The futures of a receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{
    Receiver,
    error::{RecvError, RecvTimeoutError},
};

/// Waits for the next message; made by [`Receiver::recv`].
///
/// # Cancel safety
///
/// Cancel safe: a message counts as received only in the poll that returns it.
#[must_use = "futures do nothing unless they are polled"]
pub struct Recv<'a, T> {
    receiver: &'a mut Receiver<T>,
}

impl<'a, T> Recv<'a, T> {
    pub(super) fn new(receiver: &'a mut Receiver<T>) -> Self {
        Self { receiver }
    }
}

impl<T: Clone> Future for Recv<'_, T> {
    type Output = Result<T, RecvError>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.receiver.poll_recv(cx)
    }
}

impl<T> Drop for Recv<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.receiver.cancel();
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
    /// Cancel safe: a message counts as received only in the poll that returns it.
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

impl<T: Clone, S: Future> Future for RecvTimeout<'_, T, S> {
    type Output = Result<T, RecvTimeoutError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(received) = Pin::new(this.recv).poll(cx) {
            return Poll::Ready(received.map_err(RecvTimeoutError::from));
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
