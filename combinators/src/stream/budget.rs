//! How many items a stream gives before it lets others have the thread.

use std::task::Waker;

/// As many as a poll of a set has visits.
const ITEMS: u8 = 128;

/// The items given since the stream was pending.
#[derive(Debug, Default)]
pub(super) struct Budget(u8);

impl Budget {
    /// Counts one item.
    #[inline]
    pub(super) fn spend(&mut self) {
        self.0 += 1;
    }

    /// Starts anew: the stream is pending.
    #[inline]
    pub(super) fn restore(&mut self) {
        self.0 = 0;
    }

    /// Returns whether the stream must be pending now, in which case the parent is woken.
    #[inline]
    pub(super) fn is_spent(&mut self, parent: &Waker) -> bool {
        let is_spent = self.0 >= ITEMS;
        if is_spent {
            self.0 = 0;
            parent.wake_by_ref();
        }
        is_spent
    }
}
