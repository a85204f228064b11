//! Receiving from a channel that has one receiver: what all of them have in common.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use crate::mpsc::error::RecvTimeoutError;

/// A receiver that is alone, and so needs no more than one waker.
///
/// The receivers of [`mpsc`](crate::mpsc) and others of this crate implement it, and only they can.
pub trait Receive: sealed::Sealed {
    /// What is received.
    type Message;

    /// Polls for the next message: `None` is the end.
    ///
    /// The task of the last call is woken when it is worth polling again.
    fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<Self::Message>>;

    /// Polls for messages, and appends up to `limit` that are there to `buffer`: 0 is the end.
    ///
    /// The task of the last call is woken when it is worth polling again.
    fn poll_recv_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<Self::Message>,
        limit: usize,
    ) -> Poll<usize>;
}

pub(crate) mod sealed {
    #[expect(unnameable_types, reason = "nobody else can implement it")]
    pub trait Sealed {}
}

/// Waits for the next message.
///
/// # Cancel safety
///
/// Cancel safe: a message leaves the queue only in the poll that returns it.
#[must_use = "futures do nothing unless they are polled"]
pub struct Recv<'a, R> {
    receiver: &'a mut R,
}

impl<'a, R: Receive> Recv<'a, R> {
    pub(crate) fn new(receiver: &'a mut R) -> Self {
        Self { receiver }
    }
}

impl<R: Receive> Future for Recv<'_, R> {
    type Output = Option<R::Message>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.receiver.poll_recv(cx)
    }
}

impl<R> fmt::Debug for Recv<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recv").finish_non_exhaustive()
    }
}

/// Waits for messages, and appends those that are there to a buffer.
///
/// # Cancel safety
///
/// Cancel safe: messages leave the queue only in the poll that appends them and is ready.
#[must_use = "futures do nothing unless they are polled"]
pub struct RecvMany<'a, R: Receive> {
    receiver: &'a mut R,
    buffer: &'a mut Vec<R::Message>,
    limit: usize,
}

impl<'a, R: Receive> RecvMany<'a, R> {
    pub(crate) fn new(receiver: &'a mut R, buffer: &'a mut Vec<R::Message>, limit: usize) -> Self {
        Self {
            receiver,
            buffer,
            limit,
        }
    }
}

impl<R: Receive> Future for RecvMany<'_, R> {
    type Output = usize;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        let this = self.get_mut();
        this.receiver.poll_recv_many(cx, this.buffer, this.limit)
    }
}

impl<R: Receive> fmt::Debug for RecvMany<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvMany")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

pin_project! {
    /// Waits for the next message or a timer.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a message leaves the queue only in the poll that returns it.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct RecvTimeout<'a, R, S> {
        receiver: &'a mut R,
        #[pin]
        timer: S,
    }
}

impl<'a, R: Receive, S: Future> RecvTimeout<'a, R, S> {
    pub(crate) fn new(receiver: &'a mut R, timer: S) -> Self {
        Self { receiver, timer }
    }
}

impl<R: Receive, S: Future> Future for RecvTimeout<'_, R, S> {
    type Output = Result<Option<R::Message>, RecvTimeoutError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(message) = this.receiver.poll_recv(cx) {
            return Poll::Ready(Ok(message));
        }
        ready!(this.timer.poll(cx));
        Poll::Ready(Err(RecvTimeoutError))
    }
}

impl<R, S> fmt::Debug for RecvTimeout<'_, R, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvTimeout").finish_non_exhaustive()
    }
}
