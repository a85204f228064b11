//! The receiver.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::stream::{FusedStream, Stream};

use super::{
    Recv, RecvTimeout,
    channel::Channel,
    error::{Lagged, RecvError, TryRecvError},
};
use crate::{
    blocking,
    budget::Budget,
    raw::broadcast::{BroadcastNode, Cursor, Next},
    sync::Arc,
};

/// Receives what is sent after it was made; made by [`channel`](super::channel) and others, and
/// [`Sender::subscribe`](super::Sender::subscribe).
///
/// It is a `Stream` too, whose items are messages, or [`Lagged`] in place of those that were lost. It allocates
/// once, when it has to wait for the first time. After 128 messages that were there at once, an asynchronous
/// receive wakes its task and pends once; [`unconstrained`](Self::unconstrained) turns that off.
///
/// A message whose clone panics counts as received.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::broadcast::channel(2);
/// let mut other = tx.subscribe();
/// tx.send(1).unwrap();
/// assert_eq!((rx.try_recv(), other.try_recv()), (Ok(1), Ok(1)));
/// ```
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    cursor: Cursor,
    budget: Budget,
    is_ended: bool,
    // The place among those that wait, kept from wait to wait.
    place: Option<Pin<Box<BroadcastNode>>>,
}

impl<T> Receiver<T> {
    pub(super) fn new(channel: Arc<Channel<T>>) -> Self {
        let cursor = channel.ring.subscribe();
        Self {
            channel,
            cursor,
            budget: Budget::new(),
            is_ended: false,
            place: None,
        }
    }

    /// Makes a receiver of what is sent from now on.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::channel(4);
    /// tx.send(1).unwrap();
    /// let mut late = rx.resubscribe();
    /// tx.send(2).unwrap();
    /// assert_eq!(late.try_recv(), Ok(2));
    /// ```
    #[must_use = "a receiver that is dropped receives nothing"]
    pub fn resubscribe(&self) -> Self {
        Self::new(self.channel.clone())
    }

    /// Returns how many messages were sent that this did not read, with those that it lost since.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::channel(2);
    /// tx.send(1).unwrap();
    /// let late = tx.subscribe();
    /// tx.send(2).unwrap();
    /// assert_eq!((rx.len(), late.len()), (2, 1));
    /// ```
    pub fn len(&self) -> usize {
        usize::try_from(self.channel.ring.unread(&self.cursor)).unwrap_or(usize::MAX)
    }

    /// Returns whether this has read every message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::channel(2);
    /// assert!(rx.is_empty());
    /// tx.send(1).unwrap();
    /// assert!(!rx.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether the other receives from the same channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// assert!(rx.same_channel(&tx.subscribe()));
    /// let (_tx, other) = anyrt_channels::broadcast::channel(2);
    /// assert!(!rx.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }

    /// Returns whether every sender is gone. There may be messages still.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// assert!(!rx.is_closed());
    /// drop(tx);
    /// assert!(rx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.channel.ring.is_ended()
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::broadcast::channel::<u8>(2);
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
    /// let (tx, rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// let weak = tx.downgrade();
    /// assert_eq!(rx.sender_weak_count(), 1);
    /// # drop(weak);
    /// ```
    pub fn sender_weak_count(&self) -> usize {
        self.channel.senders.weak()
    }

    /// Turns off that a receive pends after 128 messages.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::broadcast::channel(200);
    /// let mut rx = rx.unconstrained();
    /// for n in 0..200 {
    ///     tx.send(n).unwrap();
    /// }
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

    /// Leaves no waker behind.
    pub(super) fn cancel(&mut self) {
        if let Some(place) = &mut self.place {
            self.channel.ring.cancel_recv(place.as_mut());
        }
    }
}

impl<T: Clone> Receiver<T> {
    /// Waits for the next message.
    ///
    /// # Errors
    ///
    /// If this was too slow and lost messages, or if every message was read and every sender is gone.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a message counts as received only in the poll that returns it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// use anyrt_channels::broadcast::{self, error::RecvError};
    ///
    /// # async fn example() {
    /// let (tx, mut rx) = broadcast::channel(2);
    /// tx.send(1).unwrap();
    /// drop(tx);
    /// assert_eq!(rx.recv().await, Ok(1));
    /// assert_eq!(rx.recv().await, Err(RecvError::Closed));
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn recv(&mut self) -> Recv<'_, T> {
        Recv::new(self)
    }

    /// Waits for the next message until the timer is done.
    ///
    /// # Errors
    ///
    /// If the timer was faster, or where [`recv`](Self::recv) fails.
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
    /// let (_tx, mut rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// // `sleep` is any future, of any runtime.
    /// assert!(rx.recv_timeout(sleep).await.is_err());
    /// # }
    /// # example(async {}).now_or_never().expect("nothing waits");
    /// ```
    pub fn recv_timeout<S: Future>(&mut self, timer: S) -> RecvTimeout<'_, T, S> {
        RecvTimeout::new(self.recv(), timer)
    }

    /// Takes the next message if there is one.
    ///
    /// # Errors
    ///
    /// If there is none yet, or will be none any more, or this was too slow and lost some.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::broadcast::{channel, error::TryRecvError};
    ///
    /// let (tx, mut rx) = channel::<u8>(1);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    /// drop(tx);
    /// assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
    /// ```
    #[inline]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        match self.channel.ring.try_recv(&mut self.cursor) {
            Next::Message(message) => Ok(message),
            Next::Lagged(missed) => Err(TryRecvError::Lagged(missed)),
            Next::Empty => Err(TryRecvError::Empty),
            Next::End => Err(TryRecvError::Closed),
        }
    }

    /// Blocks the thread until there is a message.
    ///
    /// In a task it blocks the executor's thread, and for ever if the senders need that thread.
    ///
    /// # Errors
    ///
    /// Where [`recv`](Self::recv) fails.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::broadcast::channel(1);
    /// let thread = std::thread::spawn(move || tx.send("from a thread"));
    /// assert_eq!(rx.blocking_recv(), Ok("from a thread"));
    /// # thread.join().unwrap().unwrap();
    /// ```
    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        blocking::block_on(self.recv())
    }

    /// Polls for the next message; see [`recv`](Self::recv).
    ///
    /// The task of the last call is woken when it is worth polling again.
    ///
    /// # Errors
    ///
    /// Where [`recv`](Self::recv) fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    ///
    /// let (tx, mut rx) = anyrt_channels::broadcast::channel(2);
    /// let cx = &mut Context::from_waker(Waker::noop());
    /// assert!(rx.poll_recv(cx).is_pending());
    /// tx.send(1).unwrap();
    /// assert_eq!(rx.poll_recv(cx), Poll::Ready(Ok(1)));
    /// ```
    #[inline]
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Result<T, RecvError>> {
        if self.budget.is_spent(cx) {
            return Poll::Pending;
        }
        let ring = &self.channel.ring;
        let next = match &mut self.place {
            Some(place) => ring.poll_recv(&mut self.cursor, place.as_mut(), cx),
            None => match ring.try_recv(&mut self.cursor) {
                Next::Empty => {
                    let place = self.place.insert(Box::pin(BroadcastNode::idle()));
                    ring.poll_recv(&mut self.cursor, place.as_mut(), cx)
                }
                next => Poll::Ready(next),
            },
        };
        let poll = match next {
            Poll::Ready(Next::Message(message)) => Poll::Ready(Ok(message)),
            Poll::Ready(Next::Lagged(missed)) => Poll::Ready(Err(RecvError::Lagged(missed))),
            Poll::Ready(Next::End) => Poll::Ready(Err(RecvError::Closed)),
            Poll::Ready(Next::Empty) | Poll::Pending => Poll::Pending,
        };
        self.budget.count(poll)
    }
}

impl<T: Clone> Stream for Receiver<T> {
    type Item = Result<T, Lagged>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match ready!(self.poll_recv(cx)) {
            Ok(message) => Some(Ok(message)),
            Err(RecvError::Lagged(missed)) => Some(Err(Lagged(missed))),
            Err(RecvError::Closed) => {
                self.is_ended = true;
                None
            }
        })
    }
}

impl<T: Clone> FusedStream for Receiver<T> {
    fn is_terminated(&self) -> bool {
        self.is_ended
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.cancel();
        self.channel.ring.unsubscribe(&mut self.cursor);
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
