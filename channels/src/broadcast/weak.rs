//! The sender that does not keep the channel open.

use std::fmt;

use super::{Sender, channel::Channel};
use crate::sync::Arc;

/// Becomes a [`Sender`] as long as there is one; made by [`Sender::downgrade`].
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::broadcast::channel::<u8>(2);
/// let weak = tx.downgrade();
/// drop(tx);
/// assert!(rx.is_closed(), "a weak sender does not keep it open");
/// # drop(weak);
/// ```
pub struct WeakSender<T> {
    channel: Arc<Channel<T>>,
}

impl<T> WeakSender<T> {
    pub(super) fn new(channel: Arc<Channel<T>>) -> Self {
        channel.senders.add_weak();
        Self { channel }
    }

    /// Makes a sender, unless the last one is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::channel::<u8>(2);
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

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::broadcast::channel::<u8>(2);
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
    /// let (tx, _rx) = anyrt_channels::broadcast::channel::<u8>(2);
    /// let weak = tx.downgrade();
    /// let other = weak.clone();
    /// assert_eq!(weak.weak_count(), 2);
    /// # drop(other);
    /// ```
    pub fn weak_count(&self) -> usize {
        self.channel.senders.weak()
    }
}

impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> Self {
        Self::new(self.channel.clone())
    }
}

impl<T> Drop for WeakSender<T> {
    fn drop(&mut self) {
        self.channel.senders.remove_weak();
    }
}

impl<T> fmt::Debug for WeakSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakSender").finish_non_exhaustive()
    }
}
