//! The futures of a sender, but for the permits.

use std::{
    fmt,
    future::Future,
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::channel::Channel;
use crate::waiters::Key;
use crate::{
    mpsc::error::{SendError, SendTimeoutError},
    raw::ring::Refused,
};

/// Sends a message; made by the `send` of a sender.
///
/// # Cancel safety
///
/// Cancel safe: a send that is dropped did not send; [`cancel`](Self::cancel) gives the message back.
#[must_use = "futures do nothing unless they are polled"]
pub struct Send<'a, T> {
    channel: &'a Channel<T>,
    // There until it is sent.
    value: Option<T>,
    was_polled: bool,
    key: Option<Key>,
}

// The message is never pinned.
impl<T> Unpin for Send<'_, T> {}

impl<'a, T> Send<'a, T> {
    #[inline]
    pub(super) fn new(channel: &'a Channel<T>, value: T) -> Self {
        Self {
            channel,
            value: Some(value),
            was_polled: false,
            key: None,
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
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel(1);
    /// tx.try_send(1).unwrap();
    /// let mut send = pin!(tx.send(2));
    /// assert!(send.as_mut().now_or_never().is_none());
    /// assert_eq!(send.as_mut().cancel(), Some(2));
    /// ```
    pub fn cancel(mut self: Pin<&mut Self>) -> Option<T> {
        let value = self.value.take()?;
        let this = self.get_mut();
        this.channel.queue.cancel_reserve(&mut this.key);
        Some(value)
    }
}

impl<T> Future for Send<'_, T> {
    type Output = Result<(), SendError<T>>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let value = this
            .value
            .take()
            .expect("a send is polled until it is done");
        let queue = &this.channel.queue;
        let value = if mem::replace(&mut this.was_polled, true) {
            value
        } else {
            match queue.try_send(value) {
                Ok(()) => return Poll::Ready(Ok(())),
                Err((Refused::Closed, value)) => return Poll::Ready(Err(SendError(value))),
                Err((Refused::Full, value)) => value,
            }
        };
        // It is put back before other code runs, which may panic.
        this.value = Some(value);
        let is_open = ready!(queue.poll_reserve(1, &mut this.key, cx));
        let value = this.value.take().expect("it was put back");
        Poll::Ready(if is_open {
            queue.send_reserved(value);
            Ok(())
        } else {
            Err(SendError(value))
        })
    }
}

impl<T> Drop for Send<'_, T> {
    #[inline]
    fn drop(&mut self) {
        if self.key.is_some() {
            self.channel.queue.cancel_reserve(&mut self.key);
        }
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
    /// Sends a message unless a timer is faster; made by the `send_timeout` of a sender.
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
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel(1);
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
