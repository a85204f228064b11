//! The futures of a receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{Receiver, RecvError, RecvTimeoutError, flavor::RecvPlace};

pin_project! {
    /// Waits for the next message; made by [`Receiver::recv`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a message leaves the queue only in the poll that returns it.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct Recv<'a, T> {
        receiver: &'a Receiver<T>,
        #[pin]
        place: RecvPlace<T>,
    }

    impl<T> PinnedDrop for Recv<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            this.cancel();
        }
    }
}

impl<'a, T> Recv<'a, T> {
    pub(super) fn new(receiver: &'a Receiver<T>) -> Self {
        Self {
            receiver,
            place: RecvPlace::Idle,
        }
    }

    /// Waits no more.
    fn cancel(self: Pin<&mut Self>) {
        let this = self.project();
        if !this.place.is_idle() {
            this.receiver.channel.flavor.cancel_recv(this.place);
        }
    }
}

impl<T> Future for Recv<'_, T> {
    type Output = Result<T, RecvError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let receiver = *this.receiver;
        if receiver.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let poll = receiver.channel.flavor.poll_recv(this.place, cx);
        receiver
            .budget
            .count(poll)
            .map(|message| message.ok_or(RecvError))
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
        #[pin]
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
        let mut this = self.project();
        if let Poll::Ready(message) = this.recv.as_mut().poll(cx) {
            return Poll::Ready(message.map_err(|RecvError| RecvTimeoutError::Closed));
        }
        ready!(this.timer.poll(cx));
        this.recv.cancel();
        Poll::Ready(Err(RecvTimeoutError::Timeout))
    }
}

impl<T, S> fmt::Debug for RecvTimeout<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvTimeout").finish_non_exhaustive()
    }
}
