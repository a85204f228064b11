//! How many items a stream gives before it lets others have the thread.

use std::task::Waker;

/// As many as a poll of a set has visits.
const ITEMS: u8 = 128;

/// The items given since the stream was pending.
#[derive(Debug)]
pub(crate) struct Budget(u8);

impl Budget {
    /// Starts with nothing spent.
    pub(crate) const fn new() -> Self {
        Self(0)
    }

    /// Counts one item.
    #[inline]
    pub(crate) fn spend(&mut self) {
        self.0 += 1;
    }

    /// Starts anew: the stream is pending.
    #[inline]
    pub(crate) fn restore(&mut self) {
        self.0 = 0;
    }

    /// Returns whether the stream must be pending now, in which case the parent is woken.
    #[inline]
    pub(crate) fn is_spent(&mut self, parent: &Waker) -> bool {
        let is_spent = self.0 >= ITEMS;
        if is_spent {
            self.0 = 0;
            parent.wake_by_ref();
        }
        is_spent
    }
}
