//! The receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::stream::{FusedStream, Stream};

use super::{
    Recv, RecvError, RecvTimeout, TryRecvError, WeakReceiver, channel::Channel, flavor::RecvPlace,
};
use crate::{blocking, budget::SharedBudget, raw::missing::Missing, sync::Arc};

/// Receives from every [`Sender`](super::Sender); made by [`bounded`](super::bounded) and
/// [`unbounded`](super::unbounded).
///
/// Clones share the messages: each message goes to one of them. It is a `Stream` too, which allocates once,
/// when it has to wait for the first time. After 128 messages that were there at once, an asynchronous
/// receive wakes its task and pends once; [`unconstrained`](Self::unconstrained) turns that off.
///
/// When the last receiver is dropped, the channel is closed, and what is in the queue is dropped.
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::mpmc::bounded(2);
/// let other = rx.clone();
/// tx.try_send(1).unwrap();
/// tx.try_send(2).unwrap();
/// assert_eq!((rx.try_recv(), other.try_recv()), (Ok(1), Ok(2)));
/// ```
pub struct Receiver<T> {
    pub(super) channel: Arc<Channel<T>>,
    pub(super) budget: SharedBudget,
    // The place of the stream, kept from wait to wait.
    place: Option<Pin<Box<RecvPlace<T>>>>,
}

impl<T> Receiver<T> {
    /// Wraps what is counted already.
    pub(super) fn counted(channel: Arc<Channel<T>>) -> Self {
        Self {
            channel,
            budget: SharedBudget::new(),
            place: None,
        }
    }

    /// Takes the next message if there is one.
    ///
    /// A message whose send returned before this was called is not missed. One that is being written is waited
    /// for, which takes a few instructions, or until a sender that was preempted runs again. In a rendezvous
    /// there is nothing to take: a send hands its message to a receive that waits.
    ///
    /// # Errors
    ///
    /// If there is none yet, or will be none any more.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::mpmc::{TryRecvError, bounded};
    ///
    /// let (tx, rx) = bounded::<u8>(1);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    /// drop(tx);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
    /// ```
    #[inline]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.channel
            .flavor
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
    /// Cancel safe: a message leaves the queue only in the poll that returns it. In a rendezvous, a message
    /// that was handed over to a receive that is then dropped is the next one to be received.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::mpmc::bounded(2);
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
    /// let (_tx, rx) = anyrt_channels::mpmc::bounded::<u8>(2);
    /// // `sleep` is any future, of any runtime.
    /// assert!(rx.recv_timeout(sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn recv_timeout<S: Future>(&self, timer: S) -> RecvTimeout<'_, T, S> {
        RecvTimeout::new(self.recv(), timer)
    }

    /// Blocks the thread until there is a message.
    ///
    /// In a task it blocks the executor's thread, and for ever if the senders need that thread.
    ///
    /// # Errors
    ///
    /// If nothing can come.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::mpmc::bounded(1);
    /// let thread = std::thread::spawn(move || tx.send_blocking("from a thread"));
    /// assert_eq!(rx.recv_blocking(), Ok("from a thread"));
    /// # thread.join().unwrap().unwrap();
    /// ```
    pub fn recv_blocking(&self) -> Result<T, RecvError> {
        blocking::block_on(self.recv())
    }

    /// Turns off, for this receiver and its clones, that a receive pends after 128 messages.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::mpmc::unbounded();
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
    /// let (tx, rx) = anyrt_channels::mpmc::bounded(2);
    /// assert!(rx.close());
    /// assert!(tx.try_send(1).unwrap_err().is_closed());
    /// ```
    pub fn close(&self) -> bool {
        self.channel.flavor.close()
    }

    /// Returns whether the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::mpmc::bounded::<u8>(1);
    /// assert!(!rx.is_closed());
    /// assert!(tx.close());
    /// assert!(rx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.channel.flavor.is_closed()
    }

    /// Returns whether there is no message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::mpmc::bounded(1);
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
    /// let (tx, rx) = anyrt_channels::mpmc::bounded(1);
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
    /// let (tx, rx) = anyrt_channels::mpmc::bounded(1);
    /// tx.try_send(1).unwrap();
    /// assert_eq!(rx.len(), 1);
    /// # drop(rx);
    /// ```
    pub fn len(&self) -> usize {
        self.channel.flavor.len()
    }

    /// Returns how many messages there may be, or `None` if there is no bound.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::mpmc::{bounded, unbounded};
    ///
    /// let (tx, rx) = bounded::<u8>(1);
    /// assert_eq!(rx.capacity(), Some(1));
    /// let (tx, rx) = unbounded::<u8>();
    /// assert_eq!(rx.capacity(), None);
    /// # drop((tx, rx));
    /// ```
    pub fn capacity(&self) -> Option<usize> {
        self.channel.flavor.capacity()
    }

    /// Returns how many receivers there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::mpmc::bounded::<u8>(1);
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
    /// let (tx, rx) = anyrt_channels::mpmc::bounded::<u8>(1);
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
    /// let (_tx, rx) = anyrt_channels::mpmc::unbounded::<u8>();
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
    /// let (_tx, rx) = anyrt_channels::mpmc::bounded::<u8>(1);
    /// assert!(rx.same_channel(&rx.clone()));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        if this.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let flavor = &this.channel.flavor;
        let poll = match &mut this.place {
            Some(place) => flavor.poll_recv(place.as_mut(), cx),
            None => match flavor.take() {
                Ok(value) => Poll::Ready(Some(value)),
                Err(Missing::End) => Poll::Ready(None),
                Err(Missing::Empty | Missing::Claimed) => {
                    let place = this.place.insert(Box::pin(RecvPlace::Idle));
                    flavor.poll_recv(place.as_mut(), cx)
                }
            },
        };
        this.budget.count(poll)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // Others may take them.
        (0, None)
    }
}

impl<T> FusedStream for Receiver<T> {
    fn is_terminated(&self) -> bool {
        self.channel.flavor.is_ended()
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        self.channel.receivers.add();
        Self {
            channel: self.channel.clone(),
            budget: self.budget.renew(),
            place: None,
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if let Some(place) = &mut self.place {
            self.channel.flavor.cancel_recv(place.as_mut());
        }
        if self.channel.receivers.is_last() {
            self.channel.flavor.close();
            self.channel.flavor.drain();
        }
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
