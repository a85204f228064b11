use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use super::{
    RecvTimeout,
    error::{RecvError, TryRecvError},
};
use crate::{blocking::block_on, raw::oneshot::RecvHalf};

/// Receives one value; made by [`channel`](super::channel).
///
/// It is the future of the value, and of a [`RecvError`] if the sender is dropped without sending.
///
/// # Errors
///
/// [`RecvError`] if the sender is dropped without sending, or the channel was closed before.
///
/// # Panics
///
/// If it is polled after it was ready.
///
/// # Cancel safety
///
/// Cancel safe: polled by reference, as `(&mut receiver).await` does, it loses nothing by being dropped there.
/// Dropping the receiver itself closes the channel, and drops a value that was sent.
///
/// # Examples
///
/// ```
/// use anyrt_channels::oneshot;
/// use futures_util::FutureExt;
///
/// let (sender, receiver) = oneshot::channel::<u8>();
/// drop(sender);
/// assert!(receiver.now_or_never().is_some_and(|value| value.is_err()));
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct Receiver<T> {
    /// `None` once the value was taken, or is known never to come.
    half: Option<RecvHalf<T>>,
}

impl<T> Receiver<T> {
    #[inline]
    pub(super) const fn new(half: RecvHalf<T>) -> Self {
        Self { half: Some(half) }
    }

    /// Lets nothing be sent any more. A value that was sent before can still be received.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::oneshot;
    ///
    /// let (sender, mut receiver) = oneshot::channel();
    /// receiver.close();
    /// assert_eq!(sender.send(1), Err(1));
    /// ```
    pub fn close(&mut self) {
        if let Some(half) = &mut self.half {
            half.close();
        }
    }

    /// Tells whether it was ready, so that polling it again panics.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, mut receiver) = anyrt_channels::oneshot::channel();
    /// sender.send(1).expect("the receiver is there");
    /// assert!(!receiver.is_terminated());
    /// assert_eq!(receiver.try_recv(), Ok(1));
    /// assert!(receiver.is_terminated());
    /// ```
    #[must_use]
    pub const fn is_terminated(&self) -> bool {
        self.half.is_none()
    }

    /// Tells whether there is no value to take now.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::oneshot::channel();
    /// assert!(receiver.is_empty());
    /// sender.send(1).expect("the receiver is there");
    /// assert!(!receiver.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.half.as_ref().is_some_and(RecvHalf::has_value)
    }

    /// Takes the value if it is there.
    ///
    /// # Errors
    ///
    /// [`TryRecvError::Empty`] if it may still come, [`TryRecvError::Closed`] if not, or if it was taken.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::oneshot::{self, error::TryRecvError};
    ///
    /// let (sender, mut receiver) = oneshot::channel::<u8>();
    /// assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    /// drop(sender);
    /// assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
    /// ```
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let half = self.half.as_mut().ok_or(TryRecvError::Closed)?;
        let Poll::Ready(value) = half.try_take() else {
            return Err(TryRecvError::Empty);
        };
        self.half = None;
        value.ok_or(TryRecvError::Closed)
    }

    /// Waits for the value, and blocks the thread meanwhile.
    ///
    /// Called in a task, it blocks whatever else its thread would run: if that is the sender, for ever.
    ///
    /// # Errors
    ///
    /// [`RecvError`] if the value never comes.
    ///
    /// # Panics
    ///
    /// If the receiver was ready before.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::oneshot::channel();
    /// let thread = std::thread::spawn(move || receiver.blocking_recv());
    /// sender.send(1).expect("the receiver is there");
    /// assert_eq!(thread.join().expect("it does not panic"), Ok(1));
    /// ```
    pub fn blocking_recv(self) -> Result<T, RecvError> {
        block_on(self)
    }

    /// Waits for the value until `timer`, any future, is ready.
    ///
    /// The value comes first if both are there. The receiver can be used again after a time-out.
    ///
    /// # Errors
    ///
    /// [`RecvTimeoutError::Timeout`](super::error::RecvTimeoutError::Timeout) if the timer was first,
    /// [`RecvTimeoutError::Closed`](super::error::RecvTimeoutError::Closed) if the value never comes.
    ///
    /// # Panics
    ///
    /// Polling panics if the receiver was ready before.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the value stays in the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::oneshot::{self, error::RecvTimeoutError};
    /// use futures_util::FutureExt;
    ///
    /// let (sender, mut receiver) = oneshot::channel();
    /// let timer = std::future::ready(());
    /// let timely = receiver.recv_timeout(timer).now_or_never();
    /// assert_eq!(timely, Some(Err(RecvTimeoutError::Timeout)));
    ///
    /// sender.send(1).expect("the receiver is there");
    /// let timer = std::future::ready(());
    /// assert_eq!(receiver.recv_timeout(timer).now_or_never(), Some(Ok(1)));
    /// ```
    pub const fn recv_timeout<S: Future>(&mut self, timer: S) -> RecvTimeout<'_, T, S> {
        RecvTimeout::new(self, timer)
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(value) = RecvHalf::finish(&mut self.half) {
            return Poll::Ready(Ok(value));
        }
        let half = self.half.as_mut().expect("polled after it was ready");
        let Poll::Ready(value) = half.poll(cx) else {
            return Poll::Pending;
        };
        self.half = None;
        Poll::Ready(value.ok_or(RecvError))
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("is_terminated", &self.is_terminated())
            .field("is_empty", &self.is_empty())
            .finish_non_exhaustive()
    }
}
