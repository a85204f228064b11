//! The futures of a sender.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{SendError, SendTimeoutError, Sender, flavor::SendPlace};

pin_project! {
    /// Sends a message; made by [`Sender::send`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a send that is dropped did not send; [`cancel`](Self::cancel) gives the message back.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct Send<'a, T> {
        sender: &'a Sender<T>,
        // There until it is sent.
        value: Option<T>,
        #[pin]
        place: SendPlace<T>,
    }

    impl<T> PinnedDrop for Send<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            if this.value.is_some() && !this.place.is_idle() {
                this.sender.channel.flavor.cancel_send(this.place);
            }
        }
    }
}

impl<'a, T> Send<'a, T> {
    pub(super) fn new(sender: &'a Sender<T>, value: T) -> Self {
        Self {
            sender,
            value: Some(value),
            place: SendPlace::Idle,
        }
    }

    /// Gives up, and gives the message back, unless it was sent.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// use std::pin::pin;
    ///
    /// let (tx, _rx) = anyrt_channels::mpmc::bounded(0);
    /// let mut send = pin!(tx.send(2));
    /// assert!(send.as_mut().now_or_never().is_none());
    /// assert_eq!(send.as_mut().cancel(), Some(2));
    /// ```
    pub fn cancel(self: Pin<&mut Self>) -> Option<T> {
        let this = self.project();
        let value = this.value.take()?;
        this.sender.channel.flavor.cancel_send(this.place);
        Some(value)
    }
}

impl<T> Future for Send<'_, T> {
    type Output = Result<(), SendError<T>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        assert!(this.value.is_some(), "a send is polled until it is done");
        let flavor = &this.sender.channel.flavor;
        ready!(flavor.poll_send(this.place, cx, this.value));
        Poll::Ready(match this.value.take() {
            None => Ok(()),
            Some(value) => Err(SendError(value)),
        })
    }
}

impl<T> fmt::Debug for Send<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Send")
            .field("is_done", &self.value.is_none())
            .finish_non_exhaustive()
    }
}

pin_project! {
    /// Sends a message unless a timer is faster; made by [`Sender::send_timeout`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a send that is dropped did not send.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct SendTimeout<'a, T, S> {
        #[pin]
        send: Send<'a, T>,
        #[pin]
        timer: S,
    }
}

impl<'a, T, S> SendTimeout<'a, T, S> {
    pub(super) fn new(send: Send<'a, T>, timer: S) -> Self {
        Self { send, timer }
    }

    /// Gives up, and gives the message back, unless it was sent.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::{future::pending, pin::pin};
    ///
    /// use futures_util::FutureExt as _;
    ///
    /// let (tx, _rx) = anyrt_channels::mpmc::bounded(1);
    /// tx.try_send(1).unwrap();
    /// let mut send = pin!(tx.send_timeout(2, pending::<()>()));
    /// assert!(send.as_mut().now_or_never().is_none());
    /// assert_eq!(send.as_mut().cancel(), Some(2));
    /// ```
    pub fn cancel(self: Pin<&mut Self>) -> Option<T> {
        self.project().send.cancel()
    }
}

impl<T, S: Future> Future for SendTimeout<'_, T, S> {
    type Output = Result<(), SendTimeoutError<T>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        if let Poll::Ready(sent) = this.send.as_mut().poll(cx) {
            return Poll::Ready(sent.map_err(|SendError(value)| SendTimeoutError::Closed(value)));
        }
        ready!(this.timer.poll(cx));
        match this.send.cancel() {
            Some(value) => Poll::Ready(Err(SendTimeoutError::Timeout(value))),
            None => unreachable!("a send that pends has its message"),
        }
    }
}

impl<T, S> fmt::Debug for SendTimeout<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendTimeout")
            .field("send", &self.send)
            .finish_non_exhaustive()
    }
}
