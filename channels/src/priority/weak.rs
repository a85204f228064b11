//! The sender that does not keep the channel open.

use std::fmt;

use super::{Sender, channel::Channel};
use crate::sync::Arc;

/// Becomes a [`Sender`] as long as there is one; made by [`Sender::downgrade`].
pub struct WeakSender<P, T> {
    channel: Arc<Channel<P, T>>,
}

impl<P, T> WeakSender<P, T> {
    pub(super) fn new(channel: Arc<Channel<P, T>>) -> Self {
        channel.senders.add_weak();
        Self { channel }
    }

    /// Makes a sender, unless the last one is gone.
    pub fn upgrade(&self) -> Option<Sender<P, T>> {
        self.channel
            .senders
            .upgrade()
            .then(|| Sender::counted(self.channel.clone()))
    }

    /// Returns how many senders there are.
    pub fn strong_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Returns how many weak senders there are.
    pub fn weak_count(&self) -> usize {
        self.channel.senders.weak()
    }
}

impl<P, T> Clone for WeakSender<P, T> {
    fn clone(&self) -> Self {
        Self::new(self.channel.clone())
    }
}

impl<P, T> Drop for WeakSender<P, T> {
    fn drop(&mut self) {
        self.channel.senders.remove_weak();
    }
}

impl<P, T> fmt::Debug for WeakSender<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakSender").finish_non_exhaustive()
    }
}
