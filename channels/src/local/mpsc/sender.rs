//! The sender.

use std::{fmt, future::Future, rc::Rc};

use super::{
    Closed, IntoSink, OwnedPermit, Permit, PermitIterator, Reserve, ReserveMany, ReserveOwned,
    Send, SendTimeout, WeakSender,
};
use crate::{local::channel::Channel, mpsc::error::TrySendError, raw::ring::Refused};

/// Sends to the [`Receiver`](super::Receiver); made by [`channel`](super::channel).
///
/// Clones send to the same receiver. When the last one is dropped, the receiver gets what is in the queue,
/// and then `None`.
///
/// Those that wait for room get it in the order in which they were polled first, and nobody overtakes them:
/// room that becomes free is granted to the first of them. A future that was granted room and is neither
/// polled nor dropped keeps it from the others, as a permit would: drop a future that is not polled any more.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(2);
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
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel(4);
    /// tx.send(1).await.unwrap();
    /// drop(rx);
    /// assert_eq!(tx.send(2).await.unwrap_err().0, 2);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn send(&self, value: T) -> Send<'_, T> {
        Send::new(&self.channel, value)
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
    /// use anyrt_channels::{local::mpsc::channel, mpsc::error::TrySendError};
    ///
    /// let (tx, _rx) = channel(1);
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
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel(1);
    /// tx.send(1).await.unwrap();
    /// // `sleep` is any future, of any runtime.
    /// assert!(tx.send_timeout(2, sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn send_timeout<S: Future>(&self, value: T, timer: S) -> SendTimeout<'_, T, S> {
        SendTimeout::new(self.send(value), timer)
    }

    /// Waits for room, and gives a permit to send one message at once.
    ///
    /// # Errors
    ///
    /// If the channel is closed.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: only its place among those that wait is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
    /// let permit = tx.reserve().await.unwrap();
    /// assert!(tx.try_send(1).is_err());
    /// permit.send(2);
    /// assert_eq!(rx.recv().await, Some(2));
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn reserve(&self) -> Reserve<'_, T> {
        Reserve::new(&self.channel)
    }

    /// Waits for room for `count` messages, and gives that many permits.
    ///
    /// The room is kept as it becomes free, so that those that need less do not overtake.
    ///
    /// # Errors
    ///
    /// If the channel is closed, or its capacity is smaller.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: only its place among those that wait is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel(8);
    /// for (permit, value) in tx.reserve_many(3).await.unwrap().zip(1..) {
    ///     permit.send(value);
    /// }
    /// assert_eq!(rx.len(), 3);
    /// assert!(tx.reserve_many(9).await.is_err());
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn reserve_many(&self, count: usize) -> ReserveMany<'_, T> {
        ReserveMany::new(&self.channel, count)
    }

    /// Waits for room, and gives a permit that owns this sender.
    ///
    /// # Errors
    ///
    /// If the channel is closed.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the sender is dropped with it, and its place among those that wait is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
    /// let permit = tx.reserve_owned().await.unwrap();
    /// let tx = permit.send(7);
    /// assert_eq!(rx.recv().await, Some(7));
    /// # drop(tx);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn reserve_owned(self) -> ReserveOwned<T> {
        ReserveOwned::new(self)
    }

    /// Gives a permit unless that would wait.
    ///
    /// # Errors
    ///
    /// If there is no room, or others wait for it, or the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(1);
    /// let permit = tx.try_reserve().unwrap();
    /// assert!(tx.try_reserve().is_err());
    /// drop(permit);
    /// assert!(tx.try_reserve().is_ok());
    /// ```
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        self.try_reserve_count(1)?;
        Ok(Permit::new(&self.channel))
    }

    /// Gives `count` permits unless that would wait.
    ///
    /// # Errors
    ///
    /// If there is not that much room, or others wait for it, or the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// assert_eq!(tx.try_reserve_many(2).unwrap().len(), 2);
    /// assert!(tx.try_reserve_many(3).is_err());
    /// ```
    pub fn try_reserve_many(
        &self,
        count: usize,
    ) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        self.try_reserve_count(count)?;
        Ok(PermitIterator::new(&self.channel, count))
    }

    /// Gives a permit that owns this sender, unless that would wait.
    ///
    /// # Errors
    ///
    /// The sender, if there is no room, or others wait for it, or the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
    /// let permit = tx.try_reserve_owned().unwrap();
    /// permit.send(3);
    /// assert_eq!(rx.try_recv(), Ok(3));
    /// ```
    pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, TrySendError<Self>> {
        match self.channel.queue.try_reserve(1) {
            Ok(()) => Ok(OwnedPermit::new(self)),
            Err(Refused::Full) => Err(TrySendError::Full(self)),
            Err(Refused::Closed) => Err(TrySendError::Closed(self)),
        }
    }

    fn try_reserve_count(&self, count: usize) -> Result<(), TrySendError<()>> {
        let reserved = self.channel.queue.try_reserve(count);
        reserved.map_err(|refused| match refused {
            Refused::Full => TrySendError::Full(()),
            Refused::Closed => TrySendError::Closed(()),
        })
    }

    /// Makes this a `Sink`, which holds a permit from `poll_ready` to `start_send`.
    ///
    /// It is a type of its own, so that a sender, idle or cloned, never holds room.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::{FutureExt as _, SinkExt as _};
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(4);
    /// let mut sink = tx.into_sink();
    /// sink.send(1).await.unwrap();
    /// sink.close().await.unwrap();
    /// assert_eq!(rx.recv().await, Some(1));
    /// assert_eq!(rx.recv().await, None);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn into_sink(self) -> IntoSink<T> {
        IntoSink::new(self)
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
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel::<()>(4);
    /// drop(rx);
    /// tx.closed().await;
    /// assert!(tx.is_closed());
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn closed(&self) -> Closed<'_, T> {
        Closed::new(&self.channel)
    }

    /// Returns whether the receiver is gone, or has closed the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
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
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// let (other, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// assert!(tx.same_channel(&tx.clone()));
    /// assert!(!tx.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.channel, &other.channel)
    }

    /// Returns how many messages could be sent or reserved right now.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel(2);
    /// tx.try_send(1).unwrap();
    /// assert_eq!((tx.capacity(), tx.max_capacity()), (1, 2));
    /// ```
    pub fn capacity(&self) -> usize {
        self.channel.queue.free()
    }

    /// Returns the capacity that the channel was made with.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// assert_eq!(tx.max_capacity(), 2);
    /// ```
    pub fn max_capacity(&self) -> usize {
        self.channel.queue.capacity()
    }

    /// Makes a sender that does not keep the channel open.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel::<u8>(1);
    /// let weak = tx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(tx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    #[must_use = "it does nothing until it is upgraded"]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender::new(self.channel.clone())
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
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
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// let weak = tx.downgrade();
    /// assert_eq!(tx.weak_count(), 1);
    /// # drop(weak);
    /// ```
    pub fn weak_count(&self) -> usize {
        self.channel.senders.weak()
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
        f.debug_struct("Sender")
            .field("capacity", &self.capacity())
            .field("max_capacity", &self.max_capacity())
            .finish_non_exhaustive()
    }
}
