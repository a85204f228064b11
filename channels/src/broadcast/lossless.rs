//! The sender that waits for the slowest receiver.

use std::{fmt, future::Future};

use super::{
    Closed, Receiver, Send, SendTimeout,
    channel::Channel,
    error::{SendError, TrySendError},
};
use crate::{blocking, raw::ring::Refused, sync::Arc};

/// Sends to every [`Receiver`], and loses nothing; made by [`lossless_channel`](super::lossless_channel).
///
/// Those that wait for room get it in the order in which they were polled first, and nobody overtakes them.
/// A send that was granted room and is neither polled nor dropped keeps it from the others: drop a future
/// that is not polled any more, and a receiver that does not receive any more.
///
/// When the last sender is dropped, each receiver gets what it did not read yet, and then the end.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::broadcast::lossless_channel(1);
/// tx.try_send(1).unwrap();
/// assert!(tx.try_send(2).is_err(), "the receiver did not read the first");
/// assert_eq!(rx.try_recv(), Ok(1));
/// assert!(tx.try_send(2).is_ok());
/// ```
pub struct LosslessSender<T> {
    pub(super) channel: Arc<Channel<T>>,
}

impl<T> LosslessSender<T> {
    /// Wraps what is counted already.
    pub(super) fn counted(channel: Arc<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Sends a message to every receiver there is, waits while there is no room, and returns how many there are.
    ///
    /// # Errors
    ///
    /// The message, if there is no receiver, or was none at some time of the wait.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a send that is dropped did not send. What it held goes with it, but for
    /// [`Send::cancel`], which gives it back; and its place among those that wait is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::broadcast::lossless_channel(4);
    /// assert_eq!(tx.send(1).await, Ok(1));
    /// assert_eq!(rx.recv().await, Ok(1));
    /// drop(rx);
    /// assert_eq!(tx.send(2).await.unwrap_err().0, 2);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn send(&self, value: T) -> Send<'_, T> {
        Send::new(self, value)
    }

    /// Sends a message unless that would wait, and returns how many receivers there are.
    ///
    /// # Errors
    ///
    /// The message, if there is no room, or others wait for it, or there is no receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::broadcast::{error::TrySendError, lossless_channel};
    ///
    /// let (tx, _rx) = lossless_channel(1);
    /// assert_eq!(tx.try_send('a'), Ok(1));
    /// assert_eq!(tx.try_send('b'), Err(TrySendError::Full('b')));
    /// ```
    pub fn try_send(&self, value: T) -> Result<usize, TrySendError<T>> {
        self.channel
            .ring
            .try_send(value)
            .map_err(|(refused, value)| match refused {
                Refused::Full => TrySendError::Full(value),
                Refused::Closed => TrySendError::Closed(value),
            })
    }

    /// Sends a message, and gives up when the timer is done.
    ///
    /// # Errors
    ///
    /// The message, if the timer was faster or there is no receiver.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe, as [`send`](Self::send) is.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example(sleep: impl Future<Output = ()>) {
    /// let (tx, _rx) = anyrt_channels::broadcast::lossless_channel(1);
    /// tx.send(1).await.unwrap();
    /// // `sleep` is any future, of any runtime.
    /// assert!(tx.send_timeout(2, sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn send_timeout<S: Future>(&self, value: T, timer: S) -> SendTimeout<'_, T, S> {
        SendTimeout::new(self.send(value), timer)
    }

    /// Sends a message, and blocks the thread while there is no room.
    ///
    /// In a task it blocks the executor's thread, and for ever if a receiver needs that thread.
    ///
    /// # Errors
    ///
    /// The message, if there is no receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::broadcast::lossless_channel(1);
    /// let thread = std::thread::spawn(move || {
    ///     for n in 0..10 {
    ///         tx.blocking_send(n).unwrap();
    ///     }
    /// });
    /// assert_eq!(std::iter::from_fn(|| rx.blocking_recv().ok()).sum::<u32>(), 45);
    /// # thread.join().unwrap();
    /// ```
    pub fn blocking_send(&self, value: T) -> Result<usize, SendError<T>> {
        blocking::block_on(self.send(value))
    }

    /// Makes a receiver of what is sent from now on.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::lossless_channel(4);
    /// tx.try_send(1).unwrap();
    /// let mut late = tx.subscribe();
    /// tx.try_send(2).unwrap();
    /// assert_eq!(late.try_recv(), Ok(2));
    /// ```
    #[must_use = "a receiver that is dropped receives nothing"]
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver::new(self.channel.clone())
    }

    /// Waits until there is no receiver.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use futures_util::FutureExt as _;
    ///
    /// let (tx, rx) = anyrt_channels::broadcast::lossless_channel::<u8>(2);
    /// assert!(tx.closed().now_or_never().is_none());
    /// drop(rx);
    /// assert!(tx.closed().now_or_never().is_some());
    /// ```
    pub fn closed(&self) -> Closed<'_, T> {
        Closed::new(&self.channel)
    }

    /// Returns how many messages there are that a receiver did not read yet.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::broadcast::lossless_channel(2);
    /// let mut other = tx.subscribe();
    /// tx.try_send(1).unwrap();
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// assert_eq!(tx.len(), 1, "one receiver did not read it");
    /// assert_eq!(other.try_recv(), Ok(1));
    /// assert_eq!(tx.len(), 0);
    /// ```
    pub fn len(&self) -> usize {
        self.channel.ring.len()
    }

    /// Returns whether every message was read by all.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::broadcast::lossless_channel(2);
    /// tx.try_send(1).unwrap();
    /// assert!(!tx.is_empty());
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// assert!(tx.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many messages there may be.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::lossless_channel::<u8>(3);
    /// assert_eq!(tx.capacity(), 3);
    /// ```
    pub fn capacity(&self) -> usize {
        self.channel.ring.capacity()
    }

    /// Returns how many receivers there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::lossless_channel::<u8>(2);
    /// let other = tx.subscribe();
    /// assert_eq!(tx.receiver_count(), 2);
    /// drop((rx, other));
    /// assert_eq!(tx.receiver_count(), 0);
    /// ```
    pub fn receiver_count(&self) -> usize {
        self.channel.ring.receivers()
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::lossless_channel::<u8>(2);
    /// let other = tx.clone();
    /// assert_eq!(tx.strong_count(), 2);
    /// # drop(other);
    /// ```
    pub fn strong_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Returns whether the other sends to the same receivers.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::lossless_channel::<u8>(2);
    /// let (other, _rx) = anyrt_channels::broadcast::lossless_channel::<u8>(2);
    /// assert!(tx.same_channel(&tx.clone()));
    /// assert!(!tx.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }
}

impl<T> Clone for LosslessSender<T> {
    fn clone(&self) -> Self {
        self.channel.senders.add();
        Self::counted(self.channel.clone())
    }
}

impl<T> Drop for LosslessSender<T> {
    fn drop(&mut self) {
        if self.channel.senders.is_last() {
            self.channel.ring.end();
        }
    }
}

impl<T> fmt::Debug for LosslessSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LosslessSender").finish_non_exhaustive()
    }
}
