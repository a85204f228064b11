//! What the order is.

use std::cmp::Ordering;

/// A message, its priority, and its number among those of the same priority.
pub(super) struct Ranked<P, T> {
    pub(super) message: (P, T),
    pub(super) number: u64,
}

impl<P: Ord, T> Ranked<P, T> {
    /// Returns whether this is received before the other.
    pub(super) fn comes_before(&self, other: &Self) -> bool {
        match self.message.0.cmp(&other.message.0) {
            Ordering::Greater => true,
            Ordering::Equal => self.number < other.number,
            Ordering::Less => false,
        }
    }
}
