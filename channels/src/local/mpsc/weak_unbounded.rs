//! The sender that does not keep the channel open.

use std::{fmt, rc::Rc};

use super::UnboundedSender;
use crate::local::channel::Channel;

/// Becomes a [`UnboundedSender`] as long as there is one; made by [`UnboundedSender::downgrade`].
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::local::mpsc::unbounded_channel::<u8>();
/// let weak = tx.downgrade();
/// drop(tx);
/// assert!(rx.is_closed(), "a weak sender does not keep it open");
/// # drop(weak);
/// ```
pub struct WeakUnboundedSender<T> {
    channel: Rc<Channel<T>>,
}

impl<T> WeakUnboundedSender<T> {
    pub(super) fn new(channel: Rc<Channel<T>>) -> Self {
        channel.senders.add_weak();
        Self { channel }
    }

    /// Makes a sender, unless the last one is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::unbounded_channel::<u8>();
    /// let weak = tx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(tx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    pub fn upgrade(&self) -> Option<UnboundedSender<T>> {
        self.channel
            .senders
            .upgrade()
            .then(|| UnboundedSender::counted(self.channel.clone()))
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::unbounded_channel::<u8>();
    /// let weak = tx.downgrade();
    /// assert_eq!(weak.strong_count(), 1);
    /// drop(tx);
    /// assert_eq!(weak.strong_count(), 0);
    /// ```
    pub fn strong_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Returns how many weak senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::unbounded_channel::<u8>();
    /// let weak = tx.downgrade();
    /// let other = weak.clone();
    /// assert_eq!(weak.weak_count(), 2);
    /// # drop(other);
    /// ```
    pub fn weak_count(&self) -> usize {
        self.channel.senders.weak()
    }
}

impl<T> Clone for WeakUnboundedSender<T> {
    fn clone(&self) -> Self {
        Self::new(self.channel.clone())
    }
}

impl<T> Drop for WeakUnboundedSender<T> {
    fn drop(&mut self) {
        self.channel.senders.remove_weak();
    }
}

impl<T> fmt::Debug for WeakUnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakUnboundedSender")
            .finish_non_exhaustive()
    }
}
