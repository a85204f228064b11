use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use super::error::{RecvError, TryRecvError};
use crate::{blocking::block_on, raw::oneshot::RecvHalf};

/// Receives the value of one round of a [`Slot`](super::Slot); made by [`Slot::pair`](super::Slot::pair).
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
/// use futures_util::FutureExt as _;
///
/// let mut slot = oneshot::Slot::new();
/// let (sender, mut receiver) = slot.pair();
/// assert_eq!((&mut receiver).now_or_never(), None);
/// sender.send(1).unwrap();
/// assert_eq!(receiver.now_or_never(), Some(Ok(1)));
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct SlotReceiver<'a, T> {
    half: &'a mut Option<RecvHalf<T>>,
    is_terminated: bool,
}

impl<'a, T> SlotReceiver<'a, T> {
    #[inline]
    pub(super) const fn new(half: &'a mut Option<RecvHalf<T>>) -> Self {
        Self {
            half,
            is_terminated: false,
        }
    }

    /// The channel, unless the round is over.
    #[inline]
    fn running(&mut self) -> Option<&mut RecvHalf<T>> {
        self.half.as_mut().filter(|_| !self.is_terminated)
    }

    /// Lets nothing be sent any more. A value that was sent before can still be received.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut slot = anyrt_channels::oneshot::Slot::new();
    /// let (sender, mut receiver) = slot.pair();
    /// receiver.close();
    /// assert_eq!(sender.send(1), Err(1));
    /// ```
    pub fn close(&mut self) {
        if let Some(half) = self.running() {
            half.close();
        }
    }

    /// Tells whether it was ready, so that polling it again panics.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut slot = anyrt_channels::oneshot::Slot::<u8>::new();
    /// let (_sender, receiver) = slot.pair();
    /// assert!(!receiver.is_terminated());
    /// ```
    #[must_use]
    pub const fn is_terminated(&self) -> bool {
        self.is_terminated
    }

    /// Tells whether there is no value to take now.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut slot = anyrt_channels::oneshot::Slot::<u8>::new();
    /// let (_sender, receiver) = slot.pair();
    /// assert!(receiver.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_terminated || !self.half.as_ref().is_some_and(RecvHalf::has_value)
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
    /// let mut slot = oneshot::Slot::new();
    /// let (sender, mut receiver) = slot.pair();
    /// assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    /// sender.send(1).expect("the receiver is there");
    /// assert_eq!(receiver.try_recv(), Ok(1));
    /// ```
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let half = self.running().ok_or(TryRecvError::Closed)?;
        let Poll::Ready(value) = half.try_take() else {
            return Err(TryRecvError::Empty);
        };
        self.is_terminated = true;
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
    /// let mut slot = anyrt_channels::oneshot::Slot::new();
    /// let (sender, receiver) = slot.pair();
    /// std::thread::spawn(move || sender.send(1));
    /// assert_eq!(receiver.blocking_recv(), Ok(1));
    /// ```
    pub fn blocking_recv(self) -> Result<T, RecvError> {
        block_on(self)
    }
}

impl<T> Future for SlotReceiver<'_, T> {
    type Output = Result<T, RecvError>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let half = self.running().expect("polled after it was ready");
        let Poll::Ready(value) = half.poll(cx) else {
            return Poll::Pending;
        };
        self.is_terminated = true;
        Poll::Ready(value.ok_or(RecvError))
    }
}

impl<T> Drop for SlotReceiver<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // Without its receiver the memory is the sender's.
        if !self.is_terminated && !self.half.as_mut().is_some_and(RecvHalf::clear) {
            *self.half = None;
        }
    }
}

impl<T> fmt::Debug for SlotReceiver<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SlotReceiver")
            .field("is_terminated", &self.is_terminated)
            .field("is_empty", &self.is_empty())
            .finish_non_exhaustive()
    }
}
