//! Receiving from a channel that has one receiver: what all of them have in common.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use crate::mpsc::error::RecvTimeoutError;

/// A receiver that is alone, and so needs no more than one waker.
///
/// The receivers of [`mpsc`](crate::mpsc) and others of this crate implement it, and only they can.
///
/// # Examples
///
/// ```
/// use std::task::{Context, Poll, Waker};
///
/// use anyrt_channels::{mpsc, receive::Receive, spsc};
///
/// fn is_next<R: Receive>(rx: &mut R) -> bool {
///     let cx = &mut Context::from_waker(Waker::noop());
///     matches!(rx.poll_recv(cx), Poll::Ready(Some(_)))
/// }
///
/// let (tx, mut rx) = mpsc::channel(1);
/// tx.try_send('a').unwrap();
/// assert!(is_next(&mut rx));
/// let (_tx, mut rx) = spsc::channel::<u8>(1);
/// assert!(!is_next(&mut rx));
/// ```
pub trait Receive: sealed::Sealed {
    /// What is received.
    type Message;

    /// Polls for the next message: `None` is the end.
    ///
    /// The task of the last call is woken when it is worth polling again.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    ///
    /// use anyrt_channels::{mpsc, receive::Receive};
    ///
    /// let (tx, mut rx) = mpsc::channel::<u8>(1);
    /// drop(tx);
    /// let cx = &mut Context::from_waker(Waker::noop());
    /// assert_eq!(Receive::poll_recv(&mut rx, cx), Poll::Ready(None));
    /// ```
    fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<Self::Message>>;

    /// Polls for messages, and appends up to `limit` that are there to `buffer`: 0 is the end.
    ///
    /// The task of the last call is woken when it is worth polling again.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    ///
    /// use anyrt_channels::{mpsc, receive::Receive};
    ///
    /// let (tx, mut rx) = mpsc::channel(2);
    /// tx.try_send('a').unwrap();
    /// tx.try_send('b').unwrap();
    /// let (cx, mut buffer) = (&mut Context::from_waker(Waker::noop()), Vec::new());
    /// let polled = Receive::poll_recv_many(&mut rx, cx, &mut buffer, 1);
    /// assert_eq!((polled, buffer), (Poll::Ready(1), vec!['a']));
    /// ```
    fn poll_recv_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<Self::Message>,
        limit: usize,
    ) -> Poll<usize>;
}

pub(crate) mod sealed {
    #[expect(unnameable_types, reason = "nobody else can implement it")]
    pub trait Sealed {}
}

/// Waits for the next message.
///
/// # Cancel safety
///
/// Cancel safe: a message leaves the queue only in the poll that returns it.
///
/// # Examples
///
/// ```
/// use futures_util::FutureExt as _;
///
/// let (tx, mut rx) = anyrt_channels::mpsc::channel(1);
/// assert_eq!(rx.recv().now_or_never(), None);
/// tx.try_send(1).unwrap();
/// assert_eq!(rx.recv().now_or_never(), Some(Some(1)));
/// ```
#[must_use = "futures do nothing unless they are polled"]
pub struct Recv<'a, R> {
    receiver: &'a mut R,
}

impl<'a, R: Receive> Recv<'a, R> {
    pub(crate) fn new(receiver: &'a mut R) -> Self {
        Self { receiver }
    }
}

impl<R: Receive> Future for Recv<'_, R> {
    type Output = Option<R::Message>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.receiver.poll_recv(cx)
    }
}

impl<R> fmt::Debug for Recv<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recv").finish_non_exhaustive()
    }
}

/// Waits for messages, and appends those that are there to a buffer.
///
/// # Cancel safety
///
/// Cancel safe: messages leave the queue only in the poll that appends them and is ready.
///
/// # Examples
///
/// ```
/// use futures_util::FutureExt as _;
///
/// let (tx, mut rx) = anyrt_channels::mpsc::channel(2);
/// let mut buffer = Vec::new();
/// assert_eq!(rx.recv_many(&mut buffer, 8).now_or_never(), None);
/// tx.try_send(1).unwrap();
/// tx.try_send(2).unwrap();
/// assert_eq!(rx.recv_many(&mut buffer, 8).now_or_never(), Some(2));
/// assert_eq!(buffer, [1, 2]);
/// ```
#[must_use = "futures do nothing unless they are polled"]
pub struct RecvMany<'a, R: Receive> {
    receiver: &'a mut R,
    buffer: &'a mut Vec<R::Message>,
    limit: usize,
}

impl<'a, R: Receive> RecvMany<'a, R> {
    pub(crate) fn new(receiver: &'a mut R, buffer: &'a mut Vec<R::Message>, limit: usize) -> Self {
        Self {
            receiver,
            buffer,
            limit,
        }
    }
}

impl<R: Receive> Future for RecvMany<'_, R> {
    type Output = usize;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        let this = self.get_mut();
        this.receiver.poll_recv_many(cx, this.buffer, this.limit)
    }
}

impl<R: Receive> fmt::Debug for RecvMany<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvMany")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

pin_project! {
    /// Waits for the next message or a timer.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a message leaves the queue only in the poll that returns it.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct RecvTimeout<'a, R, S> {
        receiver: &'a mut R,
        #[pin]
        timer: S,
    }
}

impl<'a, R: Receive, S: Future> RecvTimeout<'a, R, S> {
    pub(crate) fn new(receiver: &'a mut R, timer: S) -> Self {
        Self { receiver, timer }
    }
}

impl<R: Receive, S: Future> Future for RecvTimeout<'_, R, S> {
    type Output = Result<Option<R::Message>, RecvTimeoutError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(message) = this.receiver.poll_recv(cx) {
            return Poll::Ready(Ok(message));
        }
        ready!(this.timer.poll(cx));
        Poll::Ready(Err(RecvTimeoutError))
    }
}

impl<R, S> fmt::Debug for RecvTimeout<'_, R, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvTimeout").finish_non_exhaustive()
    }
}
