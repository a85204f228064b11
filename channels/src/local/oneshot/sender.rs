//! The sender.

use std::{
    fmt,
    task::{Context, Poll},
};

use super::{
    Closed,
    channel::{Channel, RECEIVER_WAITS, SENDER_WAITS},
};
use crate::{local::queue::wake, raw::two::OneOfTwo};

/// Sends one message to the [`Receiver`](super::Receiver); made by [`channel`](super::channel).
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::local::oneshot::channel();
/// tx.send(1).unwrap();
/// assert_eq!(rx.try_recv(), Ok(1));
/// ```
pub struct Sender<T> {
    pub(super) channel: OneOfTwo<Channel<T>>,
}

impl<T> Sender<T> {
    pub(super) fn new(channel: OneOfTwo<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Sends the message, which never waits.
    ///
    /// # Errors
    ///
    /// The message, if the receiver is gone or has closed the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::oneshot::channel();
    /// drop(rx);
    /// assert_eq!(tx.send(1), Err(1));
    /// ```
    #[inline]
    pub fn send(self, value: T) -> Result<(), T> {
        if self.channel.is_closed() {
            return Err(value);
        }
        self.channel.message.set(Some(value));
        // The drop of this wakes the receiver.
        Ok(())
    }

    /// Returns whether the receiver is gone, or has closed the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::oneshot::channel::<u8>();
    /// assert!(!tx.is_closed());
    /// drop(rx);
    /// assert!(tx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.channel.is_closed()
    }

    /// Waits until the receiver is gone, or has closed the channel.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (mut tx, rx) = anyrt_channels::local::oneshot::channel::<u8>();
    /// drop(rx);
    /// tx.closed().await;
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn closed(&mut self) -> Closed<'_, T> {
        Closed::new(self)
    }

    /// Drops this side's waker, and wakes by the other one's.
    #[cold]
    fn wake_receiver(&self) {
        // Dropped last: a destructor that panics keeps nobody from being woken.
        let _own = self.channel.take(SENDER_WAITS);
        wake(self.channel.take(RECEIVER_WAITS));
    }

    /// Polls for the close; see [`closed`](Self::closed).
    ///
    /// The task of the last call is woken.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    ///
    /// let (mut tx, rx) = anyrt_channels::local::oneshot::channel::<u8>();
    /// let cx = &mut Context::from_waker(Waker::noop());
    /// assert_eq!(tx.poll_closed(cx), Poll::Pending);
    /// drop(rx);
    /// assert_eq!(tx.poll_closed(cx), Poll::Ready(()));
    /// ```
    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.is_closed() {
            return Poll::Ready(());
        }
        self.channel.leave(SENDER_WAITS, cx);
        if self.is_closed() {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl<T> Drop for Sender<T> {
    #[inline]
    fn drop(&mut self) {
        let state = self.channel.close();
        if state & (SENDER_WAITS | RECEIVER_WAITS) != 0 {
            self.wake_receiver();
        }
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}
