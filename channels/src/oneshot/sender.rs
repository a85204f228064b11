use std::{
    fmt,
    task::{Context, Poll},
};

use super::Closed;
use crate::raw::oneshot::SendHalf;

/// Sends one value; made by [`channel`](super::channel) and [`Slot::pair`](super::Slot::pair).
///
/// Dropped without sending, it tells the receiver that nothing comes.
///
/// # Examples
///
/// ```
/// use anyrt_channels::oneshot;
///
/// let (sender, mut receiver) = oneshot::channel();
/// sender.send(1).unwrap();
/// assert_eq!(receiver.try_recv(), Ok(1));
/// ```
pub struct Sender<T> {
    half: SendHalf<T>,
}

impl<T> Sender<T> {
    #[inline]
    pub(super) const fn new(half: SendHalf<T>) -> Self {
        Self { half }
    }

    /// Sends the value, at once.
    ///
    /// That it was sent does not mean that it is received: the receiver may be dropped with it.
    ///
    /// # Errors
    ///
    /// Gives the value back if the receiver is gone, or [closed](super::Receiver::close) before.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::oneshot;
    ///
    /// let (sender, receiver) = oneshot::channel();
    /// drop(receiver);
    /// assert_eq!(sender.send(1), Err(1));
    /// ```
    #[inline]
    pub fn send(self, value: T) -> Result<(), T> {
        self.half.send(value)
    }

    /// Waits until the receiver is gone or closed.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is changed by waiting.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::oneshot;
    /// use futures_util::FutureExt;
    ///
    /// let (mut sender, receiver) = oneshot::channel::<u8>();
    /// assert_eq!(sender.closed().now_or_never(), None);
    /// drop(receiver);
    /// assert_eq!(sender.closed().now_or_never(), Some(()));
    /// ```
    pub const fn closed(&mut self) -> Closed<'_, T> {
        Closed::new(self)
    }

    /// Polls for the receiver being gone or closed. The waker of the last call is woken.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::task::{Context, Poll, Waker};
    /// use anyrt_channels::oneshot;
    ///
    /// let (mut sender, mut receiver) = oneshot::channel::<u8>();
    /// let mut cx = Context::from_waker(Waker::noop());
    /// assert_eq!(sender.poll_closed(&mut cx), Poll::Pending);
    /// receiver.close();
    /// assert_eq!(sender.poll_closed(&mut cx), Poll::Ready(()));
    /// ```
    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.half.poll_closed(cx)
    }

    /// Tells whether the receiver is gone or closed, so that sending fails.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::oneshot::channel::<u8>();
    /// assert!(!sender.is_closed());
    /// drop(receiver);
    /// assert!(sender.is_closed());
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.half.is_closed()
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("is_closed", &self.is_closed())
            .finish_non_exhaustive()
    }
}
