//! The sender.

use std::{fmt, future::Future, rc::Rc};

use super::{Closed, Send, SendError, SendTimeout, TrySendError, WeakSender};
use crate::{local::channel::Channel, raw::ring::Refused};

/// Sends to one of the [`Receiver`](super::Receiver)s; made by [`bounded`](super::bounded) and
/// [`unbounded`](super::unbounded).
///
/// When the last sender or the last receiver is dropped, the channel is closed.
///
/// Those that wait for room get it in the order in which they were polled first, and nobody overtakes them.
/// A send that was granted room and is neither polled nor dropped keeps it from the others: drop a future
/// that is not polled any more.
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::local::mpmc::bounded(2);
/// let other = tx.clone();
/// tx.try_send(1).unwrap();
/// other.try_send(2).unwrap();
/// assert_eq!((rx.try_recv(), rx.try_recv()), (Ok(1), Ok(2)));
/// ```
pub struct Sender<T> {
    pub(super) channel: Rc<Channel<T>>,
}

impl<T> Sender<T> {
    /// Wraps what is counted already.
    pub(super) fn counted(channel: Rc<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Sends a message unless that would wait.
    ///
    /// # Errors
    ///
    /// The message, if there is no room, or others wait for it, or the channel
    /// is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::local::mpmc::{TrySendError, bounded};
    ///
    /// let (tx, _rx) = bounded(1);
    /// assert!(tx.try_send('a').is_ok());
    /// assert_eq!(tx.try_send('b'), Err(TrySendError::Full('b')));
    /// ```
    #[inline]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.channel
            .queue
            .try_send(value)
            .map_err(|(refused, value)| match refused {
                Refused::Full => TrySendError::Full(value),
                Refused::Closed => TrySendError::Closed(value),
            })
    }

    /// Sends a message, and waits while there is no room.
    ///
    /// # Errors
    ///
    /// The message, if the channel is closed.
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
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(4);
    /// tx.send(1).await.unwrap();
    /// drop(rx);
    /// assert_eq!(tx.send(2).await.unwrap_err().into_inner(), 2);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn send(&self, value: T) -> Send<'_, T> {
        Send::new(&self.channel, value)
    }

    /// Sends a message, and gives up when the timer is done.
    ///
    /// # Errors
    ///
    /// The message, if the timer was faster or the channel is closed.
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
    /// let (tx, _rx) = anyrt_channels::local::mpmc::bounded(1);
    /// tx.send(1).await.unwrap();
    /// // `sleep` is any future, of any runtime.
    /// assert!(tx.send_timeout(2, sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn send_timeout<S: Future>(&self, value: T, timer: S) -> SendTimeout<'_, T, S> {
        SendTimeout::new(self.send(value), timer)
    }

    /// Sends a message at once: if there is no room, the oldest message makes it, and is returned.
    ///
    /// It comes before sends that wait. If all the room is granted to sends that were not polled since, the
    /// message itself is returned.
    ///
    /// # Errors
    ///
    /// The message, if the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(2);
    /// assert_eq!(tx.force_send(1), Ok(None));
    /// assert_eq!(tx.force_send(2), Ok(None));
    /// assert_eq!(tx.force_send(3), Ok(Some(1)));
    /// assert_eq!(rx.try_recv(), Ok(2));
    /// ```
    pub fn force_send(&self, value: T) -> Result<Option<T>, SendError<T>> {
        self.channel.queue.force_send(value).map_err(SendError)
    }

    /// Closes the channel, and returns whether it was open.
    ///
    /// Nothing can be sent any more, but by sends that were granted room before. What is in the queue is
    /// received still.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::unbounded();
    /// tx.try_send(1).unwrap();
    /// assert!(tx.close());
    /// assert!(!rx.close());
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// assert!(rx.try_recv().unwrap_err().is_closed());
    /// ```
    pub fn close(&self) -> bool {
        self.channel.queue.close()
    }

    /// Waits until the channel is closed.
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
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded::<()>(4);
    /// drop(rx);
    /// tx.closed().await;
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn closed(&self) -> Closed<'_, T> {
        Closed::new(&self.channel)
    }

    /// Returns whether the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// assert!(!tx.is_closed());
    /// assert!(rx.close());
    /// assert!(tx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.channel.queue.is_closed()
    }

    /// Returns whether there is no message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(1);
    /// assert!(tx.is_empty());
    /// tx.try_send(1).unwrap();
    /// assert!(!tx.is_empty());
    /// # drop(rx);
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether there are as many messages as there may be.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(1);
    /// assert!(!tx.is_full());
    /// tx.try_send(1).unwrap();
    /// assert!(tx.is_full());
    /// # drop(rx);
    /// ```
    pub fn is_full(&self) -> bool {
        self.capacity()
            .is_some_and(|capacity| self.len() >= capacity)
    }

    /// Returns how many messages there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(1);
    /// tx.try_send(1).unwrap();
    /// assert_eq!(tx.len(), 1);
    /// # drop(rx);
    /// ```
    pub fn len(&self) -> usize {
        self.channel.queue.len()
    }

    /// Returns how many messages there may be, or `None` if there is no bound.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::local::mpmc::{bounded, unbounded};
    ///
    /// let (tx, rx) = bounded::<u8>(1);
    /// assert_eq!(tx.capacity(), Some(1));
    /// let (tx, rx) = unbounded::<u8>();
    /// assert_eq!(tx.capacity(), None);
    /// # drop(rx);
    /// ```
    pub fn capacity(&self) -> Option<usize> {
        self.channel.queue.limit()
    }

    /// Returns how many receivers there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// let other = rx.clone();
    /// assert_eq!(tx.receiver_count(), 2);
    /// # drop(other);
    /// ```
    pub fn receiver_count(&self) -> usize {
        self.channel.receivers.strong()
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// let other = tx.clone();
    /// assert_eq!(tx.sender_count(), 2);
    /// # drop((other, rx));
    /// ```
    pub fn sender_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Makes a sender that does not keep the channel open.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpmc::unbounded::<u8>();
    /// let weak = tx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(tx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    #[must_use = "it does nothing until it is upgraded"]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender::new(self.channel.clone())
    }

    /// Returns whether the other sends to the same channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// let (other, _rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// assert!(tx.same_channel(&tx.clone()));
    /// assert!(!tx.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.channel, &other.channel)
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
            self.channel.queue.close();
        }
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}
