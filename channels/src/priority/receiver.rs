//! The receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::channel::Channel;
use crate::{
    blocking,
    budget::Budget,
    mpsc::error::TryRecvError,
    raw::missing::Missing,
    receive::{Receive, Recv, RecvMany, RecvTimeout, sealed::Sealed},
    sync::Arc,
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
/// use futures_util::{FutureExt as _, StreamExt as _};
///
/// let (tx, rx) = anyrt_channels::priority::channel(2);
/// tx.try_send(1, 'b').unwrap();
/// tx.try_send(2, 'a').unwrap();
/// drop(tx);
/// let all: Vec<_> = rx.collect().now_or_never().unwrap();
/// assert_eq!(all, [(2, 'a'), (1, 'b')]);
/// ```
pub struct Receiver<P, T> {
    channel: Arc<Channel<P, T>>,
    budget: Budget,
    is_ended: bool,
}

impl<P: Ord, T> Receiver<P, T> {
    pub(super) fn new(channel: Arc<Channel<P, T>>) -> Self {
        Self {
            channel,
            budget: Budget::new(),
            is_ended: false,
        }
    }

    /// Waits for the next message, of the highest priority.
    ///
    /// Returns `None` once the queue is empty and nothing can come: every sender is gone, or the channel was
    /// closed and every grant is used or dropped.
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
    /// let (tx, mut rx) = anyrt_channels::priority::channel(2);
    /// tx.send(1, 'a').await.unwrap();
    /// drop(tx);
    /// assert_eq!(rx.recv().await, Some((1, 'a')));
    /// assert_eq!(rx.recv().await, None);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn recv(&mut self) -> Recv<'_, Self> {
        Recv::new(self)
    }

    /// Waits for a message, appends up to `limit` that are there to `buffer`, in their order, and returns how many.
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
    /// let (tx, mut rx) = anyrt_channels::priority::channel(4);
    /// for n in 0..4 {
    ///     tx.send(n, ()).await.unwrap();
    /// }
    /// let mut buffer = Vec::new();
    /// assert_eq!(rx.recv_many(&mut buffer, 3).await, 3);
    /// assert_eq!(buffer, [(3, ()), (2, ()), (1, ())]);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn recv_many<'a>(
        &'a mut self,
        buffer: &'a mut Vec<(P, T)>,
        limit: usize,
    ) -> RecvMany<'a, Self> {
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
    /// let (_tx, mut rx) = anyrt_channels::priority::channel::<u8, u8>(2);
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
    /// use anyrt_channels::priority::{channel, error::TryRecvError};
    ///
    /// let (tx, mut rx) = channel::<u8, u8>(1);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    /// drop(tx);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
    /// ```
    #[inline]
    pub fn try_recv(&mut self) -> Result<(P, T), TryRecvError> {
        self.channel
            .queue
            .try_recv()
            .map_err(|missing| match missing {
                Missing::Empty | Missing::Claimed => TryRecvError::Empty,
                Missing::End => TryRecvError::Disconnected,
            })
    }

    /// Blocks the thread until there is a message.
    ///
    /// In a task it blocks the executor's thread, and for ever if the senders need that thread. Nothing
    /// stops you: the channel knows of no executor.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::priority::channel(1);
    /// let thread = std::thread::spawn(move || tx.blocking_send(1, "from a thread"));
    /// assert_eq!(rx.blocking_recv(), Some((1, "from a thread")));
    /// # thread.join().unwrap().unwrap();
    /// ```
    pub fn blocking_recv(&mut self) -> Option<(P, T)> {
        blocking::block_on(self.recv())
    }

    /// Blocks the thread until there is a message, appends up to `limit` to `buffer`, and returns how many.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::priority::channel(2);
    /// tx.blocking_send(1, 'a').unwrap();
    /// let mut buffer = Vec::new();
    /// assert_eq!(rx.blocking_recv_many(&mut buffer, 8), 1);
    /// ```
    pub fn blocking_recv_many(&mut self, buffer: &mut Vec<(P, T)>, limit: usize) -> usize {
        blocking::block_on(self.recv_many(buffer, limit))
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
    /// let (tx, mut rx) = anyrt_channels::priority::channel(2);
    /// let cx = &mut Context::from_waker(Waker::noop());
    /// assert!(rx.poll_recv(cx).is_pending());
    /// tx.try_send(0, 1).unwrap();
    /// assert_eq!(rx.poll_recv(cx), Poll::Ready(Some((0, 1))));
    /// ```
    #[inline]
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<(P, T)>> {
        if self.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let poll = self.channel.queue.poll_recv(cx);
        self.budget.count(poll)
    }

    /// Polls for messages; see [`recv_many`](Self::recv_many).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    ///
    /// let (tx, mut rx) = anyrt_channels::priority::channel(2);
    /// tx.try_send(0, 1).unwrap();
    /// let (cx, mut buffer) = (&mut Context::from_waker(Waker::noop()), Vec::new());
    /// assert_eq!(rx.poll_recv_many(cx, &mut buffer, 8), Poll::Ready(1));
    /// ```
    pub fn poll_recv_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<(P, T)>,
        limit: usize,
    ) -> Poll<usize> {
        if self.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let mut count = 0;
        while count < limit {
            match self.channel.queue.poll_recv(cx) {
                Poll::Ready(Some(message)) => {
                    buffer.push(message);
                    count += 1;
                }
                Poll::Pending if count == 0 => return self.budget.count(Poll::Pending),
                Poll::Ready(None) | Poll::Pending => break,
            }
        }
        let poll = Poll::Ready(count);
        self.budget.count(poll)
    }

    /// Turns off that a receive pends after 128 messages.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::priority::channel(200);
    /// (0..200).for_each(|n| tx.try_send(0, n).unwrap());
    /// let mut rx = rx.unconstrained();
    /// for n in 0..200 {
    ///     assert_eq!(rx.recv().await, Some((0, n)));
    /// }
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    #[must_use = "it is the same receiver"]
    pub fn unconstrained(mut self) -> Self {
        self.budget.lift();
        self
    }

    /// Closes the channel: nothing can be sent any more.
    ///
    /// What is in the queue is received still, and a send that was granted room before can be done still. A
    /// receive returns `None` when that is over.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::priority::channel(2);
    /// tx.send(1, 'a').await.unwrap();
    /// rx.close();
    /// assert!(tx.send(2, 'b').await.is_err());
    /// assert_eq!(rx.recv().await, Some((1, 'a')));
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
    /// let (tx, rx) = anyrt_channels::priority::channel::<u8, u8>(2);
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
    /// let (tx, rx) = anyrt_channels::priority::channel(2);
    /// assert!(rx.is_empty());
    /// tx.try_send(0, 1).unwrap();
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
    /// let (tx, rx) = anyrt_channels::priority::channel(2);
    /// tx.try_send(0, 1).unwrap();
    /// assert_eq!(rx.len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.channel.queue.len()
    }

    /// Returns how many messages there may be, or `None` if there is no bound.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::priority::{channel, unbounded};
    ///
    /// let (_tx, rx) = channel::<u8, u8>(2);
    /// assert_eq!(rx.capacity(), Some(2));
    /// let (_tx, rx) = unbounded::<u8, u8>();
    /// assert_eq!(rx.capacity(), None);
    /// ```
    pub fn capacity(&self) -> Option<usize> {
        self.channel.queue.capacity()
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::priority::channel::<u8, u8>(2);
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
    /// let (tx, rx) = anyrt_channels::priority::channel::<u8, u8>(2);
    /// let weak = tx.downgrade();
    /// assert_eq!(rx.sender_weak_count(), 1);
    /// # drop(weak);
    /// ```
    pub fn sender_weak_count(&self) -> usize {
        self.channel.senders.weak()
    }
}

impl<P: Ord, T> Sealed for Receiver<P, T> {}

impl<P: Ord, T> Receive for Receiver<P, T> {
    type Message = (P, T);

    #[inline]
    fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<(P, T)>> {
        Self::poll_recv(self, cx)
    }

    fn poll_recv_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<(P, T)>,
        limit: usize,
    ) -> Poll<usize> {
        Self::poll_recv_many(self, cx, buffer, limit)
    }
}

impl<P: Ord, T> Stream for Receiver<P, T> {
    type Item = (P, T);

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<(P, T)>> {
        let next = ready!(self.poll_recv(cx));
        self.is_ended = next.is_none();
        Poll::Ready(next)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), None)
    }
}

impl<P: Ord, T> FusedStream for Receiver<P, T> {
    fn is_terminated(&self) -> bool {
        self.is_ended
    }
}

impl<P, T> Drop for Receiver<P, T> {
    fn drop(&mut self) {
        self.channel.queue.close();
        self.channel.queue.drain();
    }
}

impl<P, T> fmt::Debug for Receiver<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("len", &self.channel.queue.len())
            .finish_non_exhaustive()
    }
}
