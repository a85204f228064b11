use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{Receiver, error::RecvTimeoutError};

pin_project! {
    /// The future of [`Receiver::recv_timeout`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the value stays in the channel.
    #[must_use = "futures do nothing unless polled"]
    pub struct RecvTimeout<'a, T, S> {
        receiver: &'a mut Receiver<T>,
        #[pin]
        timer: S,
    }
}

impl<'a, T, S> RecvTimeout<'a, T, S> {
    pub(super) const fn new(receiver: &'a mut Receiver<T>, timer: S) -> Self {
        Self { receiver, timer }
    }
}

impl<T, S: Future> Future for RecvTimeout<'_, T, S> {
    type Output = Result<T, RecvTimeoutError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(value) = Pin::new(this.receiver).poll(cx) {
            return Poll::Ready(value.map_err(|_| RecvTimeoutError::Closed));
        }
        this.timer.poll(cx).map(|_| Err(RecvTimeoutError::Timeout))
    }
}

impl<T, S> fmt::Debug for RecvTimeout<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvTimeout")
            .field("receiver", &self.receiver)
            .finish_non_exhaustive()
    }
}
