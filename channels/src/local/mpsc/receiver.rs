//! The receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use crate::{
    budget::Budget,
    local::channel::Channel,
    mpsc::error::TryRecvError,
    raw::missing::Missing,
    receive::{self, Receive, RecvMany, RecvTimeout, sealed::Sealed},
    waiters::Key,
};
use futures_core::stream::{FusedStream, Stream};

/// Receives from every [`Sender`](super::Sender); made by [`channel`](super::channel).
///
/// It is a `Stream` too. After 128 messages that were there at once, an asynchronous receive wakes its task
/// and pends once, so that a fast sender does not keep the other tasks of the thread from running;
/// [`unconstrained`](Self::unconstrained) turns that off.
///
/// Dropping it closes the channel and drops what is in the queue.
///
/// # Examples
///
/// ```
/// use futures_util::FutureExt as _;
///
/// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(2);
/// tx.try_send(1).unwrap();
/// drop(tx);
/// assert_eq!(rx.recv().now_or_never(), Some(Some(1)));
/// assert_eq!(rx.recv().now_or_never(), Some(None));
/// ```
pub struct Receiver<T> {
    channel: Rc<Channel<T>>,
    key: Option<Key>,
    budget: Budget,
    is_ended: bool,
}

impl<T> Receiver<T> {
    pub(super) fn new(channel: Rc<Channel<T>>) -> Self {
        Self {
            channel,
            key: None,
            budget: Budget::new(),
            is_ended: false,
        }
    }

    /// Waits for the next message.
    ///
    /// Returns `None` once the queue is empty and nothing can come: every sender is gone, or the channel was
    /// closed and every permit is used or dropped.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a message leaves the queue only in the poll that returns it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(2);
    /// tx.send(1).await.unwrap();
    /// drop(tx);
    /// assert_eq!(rx.recv().await, Some(1));
    /// assert_eq!(rx.recv().await, None);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn recv(&mut self) -> receive::Recv<'_, Self> {
        receive::Recv::new(self)
    }

    /// Waits for a message, appends up to `limit` that are there to `buffer`, and returns how many.
    ///
    /// Returns 0 where [`recv`](Self::recv) returns `None`, and if `limit` is 0.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: messages leave the queue only in the poll that appends them and is ready.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(4);
    /// for n in 0..4 {
    ///     tx.send(n).await.unwrap();
    /// }
    /// let mut buffer = Vec::new();
    /// assert_eq!(rx.recv_many(&mut buffer, 3).await, 3);
    /// assert_eq!(buffer, [0, 1, 2]);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn recv_many<'a>(&'a mut self, buffer: &'a mut Vec<T>, limit: usize) -> RecvMany<'a, Self> {
        RecvMany::new(self, buffer, limit)
    }

    /// Waits for the next message until the timer is done.
    ///
    /// # Errors
    ///
    /// If the timer was faster.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe, as [`recv`](Self::recv) is.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example(sleep: impl Future<Output = ()>) {
    /// let (_tx, mut rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// // `sleep` is any future, of any runtime.
    /// assert!(rx.recv_timeout(sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn recv_timeout<S: Future>(&mut self, timer: S) -> RecvTimeout<'_, Self, S> {
        RecvTimeout::new(self, timer)
    }

    /// Takes the next message if there is one.
    ///
    /// # Errors
    ///
    /// If there is none yet, or will be none any more.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::{local::mpsc::channel, mpsc::error::TryRecvError};
    ///
    /// let (tx, mut rx) = channel::<u8>(1);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    /// drop(tx);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
    /// ```
    #[inline]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.channel
            .queue
            .try_recv()
            .map_err(|missing| match missing {
                Missing::Empty | Missing::Claimed => TryRecvError::Empty,
                Missing::End => TryRecvError::Disconnected,
            })
    }

    /// Polls for the next message; see [`recv`](Self::recv).
    ///
    /// The task of the last call is woken when it is worth polling again.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    ///
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(2);
    /// let cx = &mut Context::from_waker(Waker::noop());
    /// assert!(rx.poll_recv(cx).is_pending());
    /// tx.try_send(1).unwrap();
    /// assert_eq!(rx.poll_recv(cx), Poll::Ready(Some(1)));
    /// ```
    #[inline]
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        if self.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let poll = self.channel.queue.poll_recv(&mut self.key, cx);
        self.budget.count(poll)
    }

    /// Polls for messages; see [`recv_many`](Self::recv_many).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    ///
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(2);
    /// tx.try_send(1).unwrap();
    /// let (cx, mut buffer) = (&mut Context::from_waker(Waker::noop()), Vec::new());
    /// assert_eq!(rx.poll_recv_many(cx, &mut buffer, 8), Poll::Ready(1));
    /// ```
    pub fn poll_recv_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<T>,
        limit: usize,
    ) -> Poll<usize> {
        if self.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let poll = match self.channel.queue.take_many(buffer, limit) {
            0 if limit > 0 => {
                let message = self.channel.queue.poll_recv(&mut self.key, cx);
                message.map(|message| {
                    let count = usize::from(message.is_some());
                    buffer.extend(message);
                    count
                })
            }
            count => Poll::Ready(count),
        };
        self.budget.count(poll)
    }

    /// Turns off that a receive pends after 128 messages.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel(200);
    /// (0..200).for_each(|n| tx.try_send(n).unwrap());
    /// let mut rx = rx.unconstrained();
    /// for n in 0..200 {
    ///     assert_eq!(rx.recv().await, Some(n));
    /// }
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    #[must_use = "it is the same receiver"]
    pub fn unconstrained(mut self) -> Self {
        self.budget.lift();
        self
    }

    /// Closes the channel: nothing can be sent or reserved any more.
    ///
    /// What is in the queue is received still, and what was granted or reserved before can be sent still. A
    /// receive returns `None` when that is over.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(2);
    /// let permit = tx.reserve().await.unwrap();
    /// rx.close();
    /// assert!(tx.send(1).await.is_err());
    /// permit.send(2);
    /// assert_eq!(rx.recv().await, Some(2));
    /// assert_eq!(rx.recv().await, None);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn close(&mut self) {
        self.channel.queue.close();
    }

    /// Returns whether the channel is closed: by this receiver, or because every sender is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// assert!(!rx.is_closed());
    /// drop(tx);
    /// assert!(rx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.channel.queue.is_closed()
    }

    /// Returns whether there is no message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel(2);
    /// assert!(rx.is_empty());
    /// tx.try_send(1).unwrap();
    /// assert!(!rx.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many messages are in the queue.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel(2);
    /// tx.try_send(1).unwrap();
    /// assert_eq!(rx.len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.channel.queue.len()
    }

    /// Returns how many messages could be sent or reserved right now.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel(2);
    /// tx.try_send(1).unwrap();
    /// assert_eq!((rx.capacity(), rx.max_capacity()), (1, 2));
    /// ```
    pub fn capacity(&self) -> usize {
        self.channel.queue.free()
    }

    /// Returns the capacity that the channel was made with.
    ///
    /// # Examples
    ///
    /// ```
    /// let (_tx, rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// assert_eq!(rx.max_capacity(), 2);
    /// ```
    pub fn max_capacity(&self) -> usize {
        self.channel.queue.capacity()
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// let other = tx.clone();
    /// assert_eq!(rx.sender_strong_count(), 2);
    /// # drop(other);
    /// ```
    pub fn sender_strong_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Returns how many weak senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// let weak = tx.downgrade();
    /// assert_eq!(rx.sender_weak_count(), 1);
    /// # drop(weak);
    /// ```
    pub fn sender_weak_count(&self) -> usize {
        self.channel.senders.weak()
    }
}

impl<T> Sealed for Receiver<T> {}

impl<T> Receive for Receiver<T> {
    type Message = T;

    #[inline]
    fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        Self::poll_recv(self, cx)
    }

    fn poll_recv_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<T>,
        limit: usize,
    ) -> Poll<usize> {
        Self::poll_recv_many(self, cx, buffer, limit)
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let next = ready!(self.poll_recv(cx));
        self.is_ended = next.is_none();
        Poll::Ready(next)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), None)
    }
}

impl<T> FusedStream for Receiver<T> {
    fn is_terminated(&self) -> bool {
        self.is_ended
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.channel.queue.cancel_recv(&mut self.key);
        self.close();
        self.channel.queue.drain();
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("len", &self.len())
            .field("max_capacity", &self.max_capacity())
            .finish_non_exhaustive()
    }
}
