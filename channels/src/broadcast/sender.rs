//! The sender that does not wait.

use std::fmt;

use super::{Closed, Receiver, WeakSender, channel::Channel, error::SendError};
use crate::{raw::broadcast::Policy, sync::Arc};

/// Sends to every [`Receiver`]; made by [`channel`](super::channel) and
/// [`overwriting_channel`](super::overwriting_channel).
///
/// When the last sender is dropped, each receiver gets what it did not read yet, and then the end.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::broadcast::channel(2);
/// let (other, mut late) = (tx.clone(), tx.subscribe());
/// tx.send(1).unwrap();
/// other.send(2).unwrap();
/// for rx in [&mut rx, &mut late] {
///     assert_eq!((rx.try_recv(), rx.try_recv()), (Ok(1), Ok(2)));
/// }
/// ```
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
}

impl<T> Sender<T> {
    /// Wraps what is counted already.
    pub(super) fn counted(channel: Arc<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Makes a [`channel`](super::channel) that has no receiver yet.
    ///
    /// # Panics
    ///
    /// If `capacity` is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// let tx = anyrt_channels::broadcast::Sender::new(4);
    /// assert!(tx.send(1).is_err());
    /// let mut rx = tx.subscribe();
    /// tx.send(2).unwrap();
    /// assert_eq!(rx.try_recv(), Ok(2));
    /// ```
    pub fn new(capacity: usize) -> Self {
        Self::counted(Channel::new(Policy::Told, capacity))
    }

    /// Sends a message to every receiver there is, and returns how many there are.
    ///
    /// It never waits: if the channel is full, the oldest message goes.
    ///
    /// # Errors
    ///
    /// The message, if there is no receiver. A later send may find one again: see
    /// [`subscribe`](Self::subscribe).
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::broadcast::channel(4);
    /// assert_eq!(tx.send("hello"), Ok(1));
    /// assert_eq!(rx.try_recv(), Ok("hello"));
    /// drop(rx);
    /// assert_eq!(tx.send("anyone?").unwrap_err().0, "anyone?");
    /// ```
    #[inline]
    pub fn send(&self, value: T) -> Result<usize, SendError<T>> {
        self.channel
            .ring
            .send_over(value)
            .map_err(|(_, value)| SendError(value))
    }

    /// Makes a receiver of what is sent from now on.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::channel(4);
    /// tx.send(1).unwrap();
    /// let mut late = tx.subscribe();
    /// tx.send(2).unwrap();
    /// assert_eq!(late.try_recv(), Ok(2));
    /// ```
    #[must_use = "a receiver that is dropped receives nothing"]
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver::new(self.channel.clone())
    }

    /// Returns how many messages there are that a receiver did not read yet.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::broadcast::channel(2);
    /// let mut other = tx.subscribe();
    /// tx.send(1).unwrap();
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
    /// let (tx, mut rx) = anyrt_channels::broadcast::channel(2);
    /// tx.send(1).unwrap();
    /// assert!(!tx.is_empty());
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// assert!(tx.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many receivers there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// let other = tx.subscribe();
    /// assert_eq!(tx.receiver_count(), 2);
    /// drop((rx, other));
    /// assert_eq!(tx.receiver_count(), 0);
    /// ```
    pub fn receiver_count(&self) -> usize {
        self.channel.ring.receivers()
    }

    /// Returns whether the other sends to the same receivers.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// let (other, _rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// assert!(tx.same_channel(&tx.clone()));
    /// assert!(!tx.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// let other = tx.clone();
    /// assert_eq!(tx.strong_count(), 2);
    /// # drop(other);
    /// ```
    pub fn strong_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Returns how many weak senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// let weak = tx.downgrade();
    /// assert_eq!(tx.weak_count(), 1);
    /// # drop(weak);
    /// ```
    pub fn weak_count(&self) -> usize {
        self.channel.senders.weak()
    }

    /// Makes a sender that does not keep the channel open.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::channel::<u8>(1);
    /// let weak = tx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(tx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    #[must_use = "it does nothing until it is upgraded"]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender::new(self.channel.clone())
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
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::broadcast::channel::<u8>(1);
    /// drop(rx);
    /// tx.closed().await;
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn closed(&self) -> Closed<'_, T> {
        Closed::new(&self.channel)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.channel.senders.add();
        Self::counted(self.channel.clone())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.channel.senders.is_last() {
            self.channel.ring.end();
        }
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}
