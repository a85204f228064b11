//! What requests leave to be done once the data is unlocked.
//!
//! All of it wakes tasks, and a waker is code of somebody else: never call it with the lock held.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyrt::channels::{Notify, oneshot};

/// Wake-ups that are due.
#[derive(Debug, Default)]
pub(crate) struct Deferred {
    /// The bells of subscribers, by their numbers: one is rung once for any number of messages.
    bells: BTreeMap<u64, Arc<Notify>>,
    ends: Vec<oneshot::Sender<()>>,
}

impl Deferred {
    /// Rings the bells of subscribers.
    pub(crate) fn ring(&mut self, bells: impl IntoIterator<Item = (u64, Arc<Notify>)>) {
        self.bells.extend(bells);
    }

    /// Sends clients away.
    pub(crate) fn end(&mut self, ends: impl IntoIterator<Item = oneshot::Sender<()>>) {
        self.ends.extend(ends);
    }

    /// Does it all; the data must not be locked.
    pub(super) fn carry_out(self) {
        for bell in self.bells.into_values() {
            bell.notify_one();
        }
        for end in self.ends {
            // A client that is gone already need not be told.
            end.send(()).ok();
        }
    }
}
