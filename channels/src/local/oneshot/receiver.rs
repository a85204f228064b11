//! The receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::future::FusedFuture;

use super::{
    RecvError, TryRecvError,
    channel::{Channel, RECEIVER_WAITS, SENDER_WAITS},
};
use crate::{local::queue::wake, raw::two::OneOfTwo};

/// Receives the message of the [`Sender`](super::Sender), as a future; made by [`channel`](super::channel).
///
/// Dropping it closes the channel, and drops the message if it is there.
///
/// # Cancel safety
///
/// Cancel safe: poll `&mut receiver`, and the message stays until the poll that returns it.
///
/// # Examples
///
/// ```
/// use futures_util::FutureExt as _;
///
/// let (tx, mut rx) = anyrt_channels::local::oneshot::channel();
/// assert_eq!((&mut rx).now_or_never(), None);
/// tx.send(1).unwrap();
/// assert_eq!(rx.now_or_never(), Some(Ok(1)));
/// ```
#[must_use = "futures do nothing unless they are polled"]
pub struct Receiver<T> {
    channel: OneOfTwo<Channel<T>>,
    is_done: bool,
}

impl<T> Receiver<T> {
    pub(super) fn new(channel: OneOfTwo<Channel<T>>) -> Self {
        Self {
            channel,
            is_done: false,
        }
    }

    /// Takes the message if it is there.
    ///
    /// # Errors
    ///
    /// If it is not there yet, or will never be.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::local::oneshot::{TryRecvError, channel};
    ///
    /// let (tx, mut rx) = channel();
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    /// tx.send(1).unwrap();
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
    /// ```
    #[inline]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        match self.channel.message.take() {
            Some(message) => {
                self.is_done = true;
                Ok(message)
            }
            None if self.channel.is_closed() => {
                self.is_done = true;
                Err(TryRecvError::Closed)
            }
            None => Err(TryRecvError::Empty),
        }
    }

    /// Takes the message, or the end, if it is there.
    #[inline]
    fn take(&mut self) -> Option<Result<T, RecvError>> {
        match self.try_recv() {
            Ok(message) => Some(Ok(message)),
            Err(TryRecvError::Closed) => Some(Err(RecvError)),
            Err(TryRecvError::Empty) => None,
        }
    }

    /// Closes the channel: nothing can be sent any more. A message that was sent before is received still.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::local::oneshot::channel();
    /// rx.close();
    /// assert_eq!(tx.send(1), Err(1));
    /// ```
    pub fn close(&mut self) {
        if self.channel.close() & SENDER_WAITS != 0 {
            wake(self.channel.take(SENDER_WAITS));
        }
    }

    /// Returns whether the message was received, or will never be.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::local::oneshot::channel();
    /// tx.send(1).unwrap();
    /// assert!(!rx.is_terminated());
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// assert!(rx.is_terminated());
    /// ```
    pub fn is_terminated(&self) -> bool {
        self.is_done
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(received) = self.take() {
            return Poll::Ready(received);
        }
        self.channel.leave(RECEIVER_WAITS, cx);
        self.take().map_or(Poll::Pending, Poll::Ready)
    }
}

impl<T> FusedFuture for Receiver<T> {
    fn is_terminated(&self) -> bool {
        self.is_done
    }
}

impl<T> Drop for Receiver<T> {
    #[inline]
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        let waits = self.channel.state.get() & RECEIVER_WAITS != 0;
        // Dropped last: a destructor that panics keeps nothing from being closed.
        let _own = waits.then(|| self.channel.take(RECEIVER_WAITS));
        self.close();
        drop(self.channel.message.take());
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("is_done", &self.is_done)
            .finish_non_exhaustive()
    }
}
