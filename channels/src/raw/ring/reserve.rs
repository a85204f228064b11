//! Capacity that is put aside.

use std::mem;

use super::{
    queue::Ring,
    send::Refused,
    word::{RESERVED, reserved},
};
use crate::{
    raw::{
        flags::{CLOSED, RECEIVER_WAITS},
        side::Side,
    },
    sync::Ordering,
};

/// Places that are counted in a ring's tail word, and are given back to it by who uses them or not.
#[must_use]
#[derive(Debug)]
pub(crate) struct Reserved {
    count: u32,
}

impl Reserved {
    /// The places that were counted right before.
    pub(super) fn counted(count: u32) -> Self {
        Self { count }
    }

    /// None at all.
    pub(crate) fn none() -> Self {
        Self { count: 0 }
    }

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Takes one of them, if there is one.
    pub(crate) fn split_one(&mut self) -> Option<Self> {
        self.count = self.count.checked_sub(1)?;
        Some(Self { count: 1 })
    }

    /// Takes all of them.
    pub(crate) fn take(&mut self) -> Self {
        mem::replace(self, Self::none())
    }

    /// Ends this, since the tail word does not count it any more.
    pub(super) fn forget(self) {}
}

impl<T, R: Side> Ring<T, R> {
    /// Reserves without waiting.
    pub(crate) fn try_reserve(&self, count: u32) -> Result<Reserved, Refused> {
        self.change_tail(u64::from(count), u64::from(count) * RESERVED)?;
        Ok(Reserved::counted(count))
    }

    /// Gives places back, to who waits for them first.
    #[cold]
    pub(crate) fn release(&self, unused: Reserved) {
        if unused.count == 0 {
            return;
        }
        let count = u64::from(unused.count);
        unused.forget();
        let guard = self.senders.lock();
        let old = self.tail.fetch_sub(count * RESERVED, Ordering::AcqRel);
        self.distribute(guard);
        if old & CLOSED != 0 && reserved(old) == count && old & RECEIVER_WAITS != 0 {
            // Who waits for the end may find it there now.
            self.wake_for_end();
        }
    }
}
