//! The futures of a sender.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{channel::Channel, line::Key};
use crate::mpsc::error::{SendError, SendTimeoutError};

/// Sends a message; made by [`Sender::send`](super::Sender::send).
///
/// # Cancel safety
///
/// Cancel safe: a send that is dropped did not send; [`cancel`](Self::cancel) gives the message back.
#[must_use = "futures do nothing unless they are polled"]
pub struct Send<'a, P: Ord, T> {
    channel: &'a Channel<P, T>,
    // There until it waits, or is sent.
    message: Option<(P, T)>,
    key: Option<Key>,
    is_done: bool,
}

// The message is never pinned.
impl<P: Ord, T> Unpin for Send<'_, P, T> {}

impl<'a, P: Ord, T> Send<'a, P, T> {
    pub(super) fn new(channel: &'a Channel<P, T>, message: (P, T)) -> Self {
        Self {
            channel,
            message: Some(message),
            key: None,
            is_done: false,
        }
    }

    /// Gives up, and gives priority and message back, unless they were sent.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// use std::pin::pin;
    ///
    /// let (tx, _rx) = anyrt_channels::priority::channel(1);
    /// tx.try_send(1, 'a').unwrap();
    /// let mut send = pin!(tx.send(2, 'b'));
    /// assert!(send.as_mut().now_or_never().is_none());
    /// assert_eq!(send.as_mut().cancel(), Some((2, 'b')));
    /// ```
    pub fn cancel(self: Pin<&mut Self>) -> Option<(P, T)> {
        let this = self.get_mut();
        this.is_done = true;
        let waiting = this.channel.queue.cancel_send(&mut this.key);
        waiting.or_else(|| this.message.take())
    }
}

impl<P: Ord, T> Future for Send<'_, P, T> {
    type Output = Result<(), SendError<(P, T)>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        assert!(!this.is_done, "a send is polled until it is done");
        let queue = &this.channel.queue;
        let is_sent = ready!(queue.poll_send(&mut this.key, &mut this.message, cx));
        this.is_done = true;
        Poll::Ready(match this.message.take() {
            Some(message) if !is_sent => Err(SendError(message)),
            _ => Ok(()),
        })
    }
}

impl<P: Ord, T> Drop for Send<'_, P, T> {
    fn drop(&mut self) {
        drop(self.channel.queue.cancel_send(&mut self.key));
    }
}

impl<P: Ord, T> fmt::Debug for Send<'_, P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Send")
            .field("is_done", &self.is_done)
            .finish_non_exhaustive()
    }
}

pin_project! {
    /// Sends a message unless a timer is faster; made by [`Sender::send_timeout`](super::Sender::send_timeout).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a send that is dropped did not send.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct SendTimeout<'a, P: Ord, T, S> {
        #[pin]
        send: Send<'a, P, T>,
        #[pin]
        timer: S,
    }
}

impl<'a, P: Ord, T, S> SendTimeout<'a, P, T, S> {
    pub(super) fn new(send: Send<'a, P, T>, timer: S) -> Self {
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
    /// let (tx, _rx) = anyrt_channels::priority::channel(1);
    /// tx.try_send(0, 1).unwrap();
    /// let mut send = pin!(tx.send_timeout(0, 2, pending::<()>()));
    /// assert!(send.as_mut().now_or_never().is_none());
    /// assert_eq!(send.as_mut().cancel(), Some((0, 2)));
    /// ```
    pub fn cancel(self: Pin<&mut Self>) -> Option<(P, T)> {
        self.project().send.cancel()
    }
}

impl<P: Ord, T, S: Future> Future for SendTimeout<'_, P, T, S> {
    type Output = Result<(), SendTimeoutError<(P, T)>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        if let Poll::Ready(sent) = this.send.as_mut().poll(cx) {
            return Poll::Ready(
                sent.map_err(|SendError(message)| SendTimeoutError::Closed(message)),
            );
        }
        ready!(this.timer.poll(cx));
        match this.send.cancel() {
            Some(message) => Poll::Ready(Err(SendTimeoutError::Timeout(message))),
            None => unreachable!("a send that pends has its message"),
        }
    }
}

impl<P: Ord, T, S> fmt::Debug for SendTimeout<'_, P, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendTimeout")
            .field("send", &self.send)
            .finish_non_exhaustive()
    }
}
