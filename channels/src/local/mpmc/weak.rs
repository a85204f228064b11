//! The handles that do not keep the channel open.

use std::{fmt, rc::Rc};

use super::{Receiver, Sender};
use crate::local::channel::Channel;

/// Becomes a [`Sender`] as long as there is one; made by [`Sender::downgrade`].
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
/// let weak = tx.downgrade();
/// drop(tx);
/// assert!(rx.is_closed(), "a weak sender does not keep it open");
/// # drop(weak);
/// ```
pub struct WeakSender<T> {
    channel: Rc<Channel<T>>,
}

impl<T> WeakSender<T> {
    pub(super) fn new(channel: Rc<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Makes a sender, unless the last one is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// let weak = tx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(tx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    pub fn upgrade(&self) -> Option<Sender<T>> {
        self.channel
            .senders
            .upgrade()
            .then(|| Sender::counted(self.channel.clone()))
    }
}

impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> Self {
        Self::new(self.channel.clone())
    }
}

impl<T> fmt::Debug for WeakSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakSender").finish_non_exhaustive()
    }
}

/// Becomes a [`Receiver`] as long as there is one; made by [`Receiver::downgrade`].
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
/// let weak = rx.downgrade();
/// drop(rx);
/// assert!(tx.is_closed(), "a weak receiver does not keep it open");
/// # drop(weak);
/// ```
pub struct WeakReceiver<T> {
    channel: Rc<Channel<T>>,
}

impl<T> WeakReceiver<T> {
    pub(super) fn new(channel: Rc<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Makes a receiver, unless the last one is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let (_tx, rx) = anyrt_channels::local::mpmc::bounded::<u8>(1);
    /// let weak = rx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(rx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    pub fn upgrade(&self) -> Option<Receiver<T>> {
        self.channel
            .receivers
            .upgrade()
            .then(|| Receiver::counted(self.channel.clone()))
    }
}

impl<T> Clone for WeakReceiver<T> {
    fn clone(&self) -> Self {
        Self::new(self.channel.clone())
    }
}

impl<T> fmt::Debug for WeakReceiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakReceiver").finish_non_exhaustive()
    }
}
