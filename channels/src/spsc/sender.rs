//! The sender.

use std::{fmt, future::Future};

use super::{
    Closed, IntoSink, Permit, PermitIterator, Reserve, ReserveMany, Send, SendTimeout,
    error::{SendError, TrySendError},
};
use crate::mpsc;

/// Sends to the [`Receiver`](super::Receiver); made by [`channel`](super::channel).
///
/// When it is dropped, the receiver gets what is in the queue, and then `None`.
///
/// # Examples
///
/// ```
/// let (mut tx, mut rx) = anyrt_channels::spsc::channel(2);
/// tx.try_send(1).unwrap();
/// assert_eq!(rx.try_recv(), Ok(1));
/// ```
pub struct Sender<T> {
    inner: mpsc::Sender<T>,
}

impl<T> Sender<T> {
    pub(super) fn new(inner: mpsc::Sender<T>) -> Self {
        Self { inner }
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
    /// [`Send::cancel`], which gives it back.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (mut tx, rx) = anyrt_channels::spsc::channel(4);
    /// tx.send(1).await.unwrap();
    /// drop(rx);
    /// assert_eq!(tx.send(2).await.unwrap_err().0, 2);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn send(&mut self, value: T) -> Send<'_, T> {
        self.inner.send(value)
    }

    /// Sends a message unless that would wait.
    ///
    /// # Errors
    ///
    /// The message, if there is no room or the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (mut tx, _rx) = anyrt_channels::spsc::channel(1);
    /// assert!(tx.try_send('a').is_ok());
    /// assert_eq!(tx.try_send('b').unwrap_err().into_inner(), 'b');
    /// ```
    #[inline]
    pub fn try_send(&mut self, value: T) -> Result<(), TrySendError<T>> {
        self.inner.try_send(value)
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
    /// let (mut tx, _rx) = anyrt_channels::spsc::channel(1);
    /// tx.send(1).await.unwrap();
    /// // `sleep` is any future, of any runtime.
    /// assert!(tx.send_timeout(2, sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn send_timeout<S: Future>(&mut self, value: T, timer: S) -> SendTimeout<'_, T, S> {
        self.inner.send_timeout(value, timer)
    }

    /// Sends a message, and blocks the thread while there is no room.
    ///
    /// In a task it blocks the executor's thread, and for ever if the receiver needs that thread.
    ///
    /// # Errors
    ///
    /// The message, if the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (mut tx, mut rx) = anyrt_channels::spsc::channel(1);
    /// let thread = std::thread::spawn(move || (0..10).try_for_each(|n| tx.blocking_send(n)));
    /// assert_eq!(std::iter::from_fn(|| rx.blocking_recv()).sum::<u32>(), 45);
    /// # thread.join().unwrap().unwrap();
    /// ```
    pub fn blocking_send(&mut self, value: T) -> Result<(), SendError<T>> {
        self.inner.blocking_send(value)
    }

    /// Waits for room, and gives a permit to send one message at once.
    ///
    /// # Errors
    ///
    /// If the channel is closed.
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
    /// let (mut tx, mut rx) = anyrt_channels::spsc::channel(1);
    /// tx.reserve().await.unwrap().send(2);
    /// assert_eq!(rx.recv().await, Some(2));
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn reserve(&mut self) -> Reserve<'_, T> {
        self.inner.reserve()
    }

    /// Waits for room for `count` messages, and gives as many permits.
    ///
    /// # Errors
    ///
    /// If the channel is closed, or its capacity is less than `count`.
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
    /// let (mut tx, rx) = anyrt_channels::spsc::channel(2);
    /// for permit in tx.reserve_many(2).await.unwrap() {
    ///     permit.send(());
    /// }
    /// assert_eq!(rx.len(), 2);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn reserve_many(&mut self, count: usize) -> ReserveMany<'_, T> {
        self.inner.reserve_many(count)
    }

    /// Gives a permit unless that would wait.
    ///
    /// # Errors
    ///
    /// If there is no room or the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (mut tx, _rx) = anyrt_channels::spsc::channel(1);
    /// tx.try_reserve().unwrap().send('a');
    /// assert!(tx.try_reserve().is_err());
    /// ```
    pub fn try_reserve(&mut self) -> Result<Permit<'_, T>, TrySendError<()>> {
        self.inner.try_reserve()
    }

    /// Gives `count` permits unless that would wait.
    ///
    /// # Errors
    ///
    /// If there is not that much room or the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (mut tx, _rx) = anyrt_channels::spsc::channel::<u8>(2);
    /// assert_eq!(tx.try_reserve_many(2).unwrap().len(), 2);
    /// ```
    pub fn try_reserve_many(
        &mut self,
        count: usize,
    ) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        self.inner.try_reserve_many(count)
    }

    /// Makes this a `Sink`, which holds a permit from `poll_ready` to `start_send`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::{FutureExt as _, SinkExt as _};
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::spsc::channel(4);
    /// tx.into_sink().send(1).await.unwrap();
    /// assert_eq!(rx.recv().await, Some(1));
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn into_sink(self) -> IntoSink<T> {
        self.inner.into_sink()
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
    /// let (tx, rx) = anyrt_channels::spsc::channel::<()>(4);
    /// drop(rx);
    /// tx.closed().await;
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn closed(&self) -> Closed<'_, T> {
        self.inner.closed()
    }

    /// Returns whether the receiver is gone, or has closed the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::spsc::channel::<u8>(2);
    /// drop(rx);
    /// assert!(tx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    /// Returns how many messages could be sent or reserved right now.
    ///
    /// # Examples
    ///
    /// ```
    /// let (mut tx, _rx) = anyrt_channels::spsc::channel(2);
    /// tx.try_send(1).unwrap();
    /// assert_eq!(tx.capacity(), 1);
    /// ```
    pub fn capacity(&self) -> usize {
        self.inner.capacity()
    }

    /// Returns the capacity that the channel was made with.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::spsc::channel::<u8>(2);
    /// assert_eq!(tx.max_capacity(), 2);
    /// ```
    pub fn max_capacity(&self) -> usize {
        self.inner.max_capacity()
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}
