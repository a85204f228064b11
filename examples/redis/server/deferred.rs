//! What requests leave to be done once the data is unlocked.
//!
//! All of it wakes tasks, and a waker is code of somebody else: never call it with the lock held.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyrt::channels::{Notify, oneshot};

use super::Shared;
use crate::store::Served;

/// Wake-ups that are due.
#[derive(Debug, Default)]
pub(crate) struct Deferred {
    /// The bells of subscribers, by their numbers: one is rung once for any number of messages.
    bells: BTreeMap<u64, Arc<Notify>>,
    ends: Vec<oneshot::Sender<()>>,
    served: Vec<Served>,
    shutdown: bool,
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

    /// Answers clients that waited.
    pub(crate) fn serve(&mut self, served: impl IntoIterator<Item = Served>) {
        self.served.extend(served);
    }

    /// Ends the server.
    pub(crate) fn shut_down(&mut self) {
        self.shutdown = true;
    }

    /// Does it all; the data must not be locked.
    ///
    /// What was for a client that is gone goes back, and to the next one.
    pub(super) fn carry_out(self, shared: &Shared) {
        let mut served = self.served;
        while !served.is_empty() {
            let returned: Vec<_> = served.into_iter().filter_map(Served::deliver).collect();
            served = match returned.is_empty() {
                true => Vec::new(),
                false => shared.lock().give_back(returned),
            };
        }
        if self.shutdown {
            shared.server.shutdown.begin();
        }
        for bell in self.bells.into_values() {
            bell.notify_one();
        }
        for end in self.ends {
            // A client that is gone already need not be told.
            end.send(()).ok();
        }
    }
}
