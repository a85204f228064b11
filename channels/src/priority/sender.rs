//! The sender.

use std::{fmt, future::Future};

use super::{Closed, Send, SendTimeout, WeakSender, channel::Channel};
use crate::{
    blocking,
    mpsc::error::{SendError, TrySendError},
    raw::ring::Refused,
    sync::Arc,
};

/// Sends to the [`Receiver`](super::Receiver); made by [`channel`](super::channel).
///
/// Clones send to the same receiver. When the last one is dropped, the receiver gets what is in the queue,
/// and then `None`.
///
/// Those that wait for room get it by their priority, and in the order in which they were polled first among
/// equal ones; nobody overtakes them. A send that was granted room and is neither polled nor dropped keeps it
/// from the others: drop a future that is not polled any more.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::priority::channel(2);
/// let other = tx.clone();
/// tx.try_send(1, 'b').unwrap();
/// other.try_send(2, 'a').unwrap();
/// assert_eq!((rx.try_recv(), rx.try_recv()), (Ok((2, 'a')), Ok((1, 'b'))));
/// ```
pub struct Sender<P, T> {
    channel: Arc<Channel<P, T>>,
}

impl<P, T> Sender<P, T> {
    /// Wraps what is counted already.
    pub(super) fn counted(channel: Arc<Channel<P, T>>) -> Self {
        Self { channel }
    }
}

impl<P: Ord, T> Sender<P, T> {
    /// Sends a message, and waits while there is no room.
    ///
    /// # Errors
    ///
    /// The message, if the receiver is gone or has closed the channel.
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
    /// let (tx, rx) = anyrt_channels::priority::channel(4);
    /// tx.send(0, 1).await.unwrap();
    /// drop(rx);
    /// assert_eq!(tx.send(0, 2).await.unwrap_err().0, (0, 2));
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn send(&self, priority: P, value: T) -> Send<'_, P, T> {
        Send::new(&self.channel, (priority, value))
    }

    /// Sends a message unless that would wait.
    ///
    /// # Errors
    ///
    /// The message, if there is no room, or others wait for it, or the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::priority::{channel, error::TrySendError};
    ///
    /// let (tx, _rx) = channel(1);
    /// assert!(tx.try_send(1, 'a').is_ok());
    /// assert_eq!(tx.try_send(2, 'b'), Err(TrySendError::Full((2, 'b'))));
    /// ```
    pub fn try_send(&self, priority: P, value: T) -> Result<(), TrySendError<(P, T)>> {
        let mut message = Some((priority, value));
        let refused = self.channel.queue.try_send(&mut message);
        match (refused, message) {
            (Err(Refused::Full), Some(message)) => Err(TrySendError::Full(message)),
            (Err(Refused::Closed), Some(message)) => Err(TrySendError::Closed(message)),
            _ => Ok(()),
        }
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
    /// let (tx, _rx) = anyrt_channels::priority::channel(1);
    /// tx.send(0, 1).await.unwrap();
    /// // `sleep` is any future, of any runtime.
    /// assert!(tx.send_timeout(0, 2, sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn send_timeout<S: Future>(
        &self,
        priority: P,
        value: T,
        timer: S,
    ) -> SendTimeout<'_, P, T, S> {
        SendTimeout::new(self.send(priority, value), timer)
    }

    /// Sends a message, and blocks the thread while there is no room.
    ///
    /// In a task it blocks the executor's thread, and for ever if the receiver needs that thread. Nothing
    /// stops you: the channel knows of no executor.
    ///
    /// # Errors
    ///
    /// The message, if the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::priority::channel(1);
    /// let thread = std::thread::spawn(move || (0..10).try_for_each(|n| tx.blocking_send(n, n)));
    /// assert_eq!(std::iter::from_fn(|| rx.blocking_recv()).map(|(_, n)| n).sum::<u32>(), 45);
    /// # thread.join().unwrap().unwrap();
    /// ```
    pub fn blocking_send(&self, priority: P, value: T) -> Result<(), SendError<(P, T)>> {
        blocking::block_on(self.send(priority, value))
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
    /// let (tx, rx) = anyrt_channels::priority::channel::<u8, ()>(4);
    /// drop(rx);
    /// tx.closed().await;
    /// assert!(tx.is_closed());
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn closed(&self) -> Closed<'_, P, T> {
        Closed::new(&self.channel)
    }

    /// Returns whether the receiver is gone, or has closed the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::priority::channel::<u8, u8>(2);
    /// assert!(!tx.is_closed());
    /// drop(rx);
    /// assert!(tx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.channel.queue.is_closed()
    }

    /// Returns whether the other sends to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::priority::channel::<u8, u8>(2);
    /// let (other, _rx) = anyrt_channels::priority::channel::<u8, u8>(2);
    /// assert!(tx.same_channel(&tx.clone()));
    /// assert!(!tx.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }

    /// Returns how many messages there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::priority::channel(2);
    /// tx.try_send(0, 1).unwrap();
    /// assert_eq!(tx.len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.channel.queue.len()
    }

    /// Returns whether there is no message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::priority::channel(2);
    /// assert!(tx.is_empty());
    /// tx.try_send(0, 1).unwrap();
    /// assert!(!tx.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many messages there may be, or `None` if there is no bound.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::priority::{channel, unbounded};
    ///
    /// let (tx, _rx) = channel::<u8, u8>(2);
    /// assert_eq!(tx.capacity(), Some(2));
    /// let (tx, _rx) = unbounded::<u8, u8>();
    /// assert_eq!(tx.capacity(), None);
    /// ```
    pub fn capacity(&self) -> Option<usize> {
        self.channel.queue.capacity()
    }

    /// Makes a sender that does not keep the channel open.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::priority::channel::<u8, u8>(1);
    /// let weak = tx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(tx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    #[must_use = "it does nothing until it is upgraded"]
    pub fn downgrade(&self) -> WeakSender<P, T> {
        WeakSender::new(self.channel.clone())
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::priority::channel::<u8, u8>(2);
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
    /// let (tx, _rx) = anyrt_channels::priority::channel::<u8, u8>(2);
    /// let weak = tx.downgrade();
    /// assert_eq!(tx.weak_count(), 1);
    /// # drop(weak);
    /// ```
    pub fn weak_count(&self) -> usize {
        self.channel.senders.weak()
    }
}

impl<P, T> Clone for Sender<P, T> {
    fn clone(&self) -> Self {
        self.channel.senders.add();
        Self::counted(self.channel.clone())
    }
}

impl<P, T> Drop for Sender<P, T> {
    fn drop(&mut self) {
        if self.channel.senders.is_last() {
            self.channel.queue.close();
        }
    }
}

impl<P, T> fmt::Debug for Sender<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}
