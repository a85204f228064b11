//! The futures of a sender that waits.

use std::{
    fmt,
    future::Future,
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{
    LosslessSender,
    error::{SendError, SendTimeoutError},
};
use crate::raw::{broadcast::BroadcastNode, ring::Refused};

pin_project! {
    /// Sends a message; made by [`LosslessSender::send`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a send that is dropped did not send; [`cancel`](Self::cancel) gives the message back.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct Send<'a, T> {
        sender: &'a LosslessSender<T>,
        // There until it is sent.
        value: Option<T>,
        was_polled: bool,
        #[pin]
        node: BroadcastNode,
    }

    impl<T> PinnedDrop for Send<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            if this.value.is_some() {
                this.sender.channel.ring.cancel_send(this.node);
            }
        }
    }
}

impl<'a, T> Send<'a, T> {
    pub(super) fn new(sender: &'a LosslessSender<T>, value: T) -> Self {
        Self {
            sender,
            value: Some(value),
            was_polled: false,
            node: BroadcastNode::idle(),
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
    /// let (tx, _rx) = anyrt_channels::broadcast::lossless_channel(1);
    /// tx.try_send(1).unwrap();
    /// let mut send = pin!(tx.send(2));
    /// assert!(send.as_mut().now_or_never().is_none());
    /// assert_eq!(send.as_mut().cancel(), Some(2));
    /// ```
    pub fn cancel(self: Pin<&mut Self>) -> Option<T> {
        let this = self.project();
        let value = this.value.take()?;
        this.sender.channel.ring.cancel_send(this.node);
        Some(value)
    }
}

impl<T> Future for Send<'_, T> {
    type Output = Result<usize, SendError<T>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let value = this
            .value
            .take()
            .expect("a send is polled until it is done");
        let ring = &this.sender.channel.ring;
        let value = if mem::replace(this.was_polled, true) {
            value
        } else {
            match ring.try_send(value) {
                Ok(receivers) => return Poll::Ready(Ok(receivers)),
                Err((Refused::Closed, value)) => return Poll::Ready(Err(SendError(value))),
                Err((Refused::Full, value)) => value,
            }
        };
        *this.value = Some(value);
        let sent = ready!(ring.poll_send(this.node, cx, this.value));
        Poll::Ready(match (sent, this.value.take()) {
            (Some(receivers), _) => Ok(receivers),
            (None, Some(value)) => Err(SendError(value)),
            (None, None) => unreachable!("a send that failed has its message"),
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
    /// Sends a message unless a timer is faster; made by [`LosslessSender::send_timeout`].
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
    /// let (tx, _rx) = anyrt_channels::broadcast::lossless_channel(1);
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
    type Output = Result<usize, SendTimeoutError<T>>;

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
