//! The receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use futures_core::stream::{FusedStream, Stream};

use super::{Recv, RecvTimeout, TryRecvError, WeakReceiver};
use crate::{budget::SharedBudget, local::channel::Channel, raw::missing::Missing, waiters::Key};

/// Receives from every [`Sender`](super::Sender); made by [`bounded`](super::bounded) and
/// [`unbounded`](super::unbounded).
///
/// Clones share the messages: each message goes to one of them. It is a `Stream` too. After 128 messages that were there at once, an asynchronous
/// receive wakes its task and pends once; [`unconstrained`](Self::unconstrained) turns that off.
///
/// When the last receiver is dropped, the channel is closed, and what is in the queue is dropped.
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::local::mpmc::bounded(2);
/// let other = rx.clone();
/// tx.try_send(1).unwrap();
/// tx.try_send(2).unwrap();
/// assert_eq!((rx.try_recv(), other.try_recv()), (Ok(1), Ok(2)));
/// ```
pub struct Receiver<T> {
    pub(super) channel: Rc<Channel<T>>,
    pub(super) budget: SharedBudget,
    // The place of the stream.
    key: Option<Key>,
}

impl<T> Receiver<T> {
    /// Wraps what is counted already.
    pub(super) fn counted(channel: Rc<Channel<T>>) -> Self {
        Self {
            channel,
            budget: SharedBudget::new(),
            key: None,
        }
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
    /// use anyrt_channels::local::mpmc::{TryRecvError, bounded};
    ///
    /// let (tx, rx) = bounded::<u8>(1);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    /// drop(tx);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
    /// ```
    #[inline]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.channel
            .queue
            .try_recv()
            .map_err(|missing| match missing {
                Missing::Empty | Missing::Claimed => TryRecvError::Empty,
                Missing::End => TryRecvError::Closed,
            })
    }

    /// Waits for the next message.
    ///
    /// # Errors
    ///
    /// If the queue is empty and nothing can come: the channel is closed, and every send that was granted room
    /// before is done or dropped.
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
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(2);
    /// tx.send(1).await.unwrap();
    /// drop(tx);
    /// assert_eq!(rx.recv().await, Ok(1));
    /// assert!(rx.recv().await.is_err());
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn recv(&self) -> Recv<'_, T> {
        Recv::new(self)
    }

    /// Waits for the next message until the timer is done.
    ///
    /// # Errors
    ///
    /// If the timer was faster, or nothing can come.
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
    /// let (_tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(2);
    /// // `sleep` is any future, of any runtime.
    /// assert!(rx.recv_timeout(sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn recv_timeout<S: Future>(&self, timer: S) -> RecvTimeout<'_, T, S> {
        RecvTimeout::new(self.recv(), timer)
    }

    /// Turns off, for this receiver and its clones, that a receive pends after 128 messages.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::local::mpmc::unbounded();
    /// (0..200).for_each(|n| tx.try_send(n).unwrap());
    /// let rx = rx.unconstrained();
    /// for n in 0..200 {
    ///     assert_eq!(rx.recv().await, Ok(n));
    /// }
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    #[must_use = "it is the same receiver"]
    pub fn unconstrained(mut self) -> Self {
        self.budget.lift();
        self
    }

    /// Closes the channel, and returns whether it was open; see [`Sender::close`](super::Sender::close).
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(2);
    /// assert!(rx.close());
    /// assert!(tx.try_send(1).unwrap_err().is_closed());
    /// ```
    pub fn close(&self) -> bool {
        self.channel.queue.close()
    }

    /// Returns whether the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// assert!(!rx.is_closed());
    /// assert!(tx.close());
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
    /// let (tx, rx) = anyrt_channels::local::mpmc::bounded(1);
    /// assert!(rx.is_empty());
    /// tx.try_send(1).unwrap();
    /// assert!(!rx.is_empty());
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
    /// assert!(!rx.is_full());
    /// tx.try_send(1).unwrap();
    /// assert!(rx.is_full());
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
    /// assert_eq!(rx.len(), 1);
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
    /// assert_eq!(rx.capacity(), Some(1));
    /// let (tx, rx) = unbounded::<u8>();
    /// assert_eq!(rx.capacity(), None);
    /// # drop((tx, rx));
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
    /// assert_eq!(rx.receiver_count(), 2);
    /// # drop((tx, other));
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
    /// assert_eq!(rx.sender_count(), 2);
    /// # drop((other, rx));
    /// ```
    pub fn sender_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Makes a receiver that does not keep the channel open.
    ///
    /// # Examples
    ///
    /// ```
    /// let (_tx, rx) = anyrt_channels::local::mpmc::unbounded::<u8>();
    /// let weak = rx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(rx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    #[must_use = "it does nothing until it is upgraded"]
    pub fn downgrade(&self) -> WeakReceiver<T> {
        WeakReceiver::new(self.channel.clone())
    }

    /// Returns whether the other receives from the same channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (_tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// let (_tx, other) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// assert!(rx.same_channel(&rx.clone()));
    /// assert!(!rx.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.channel, &other.channel)
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        if this.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let poll = this.channel.queue.poll_recv(&mut this.key, cx);
        this.budget.count(poll)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // Others may take them.
        (0, None)
    }
}

impl<T> FusedStream for Receiver<T> {
    fn is_terminated(&self) -> bool {
        self.is_closed() && self.is_empty()
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        self.channel.receivers.add();
        Self {
            channel: self.channel.clone(),
            budget: self.budget.renew(),
            key: None,
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.channel.queue.cancel_recv(&mut self.key);
        if self.channel.receivers.is_last() {
            self.channel.queue.close();
            self.channel.queue.drain();
        }
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
