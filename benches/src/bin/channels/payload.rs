//! What is sent.

use std::hint::black_box;

/// A message with a number in it.
pub(crate) trait Payload: Clone + Default + Send + Sync + Unpin + 'static {
    fn numbered(number: u64) -> Self;
    fn number(&self) -> u64;
}

impl Payload for u64 {
    fn numbered(number: u64) -> Self {
        number
    }

    fn number(&self) -> u64 {
        *self
    }
}

impl Payload for [u64; 8] {
    fn numbered(number: u64) -> Self {
        [number; 8]
    }

    fn number(&self) -> u64 {
        black_box(self)[7]
    }
}

/// What has arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    count: u64,
    sum: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, value: &impl Payload) {
        self.count += 1;
        self.sum = self.sum.wrapping_add(value.number());
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            sum: self.sum.wrapping_add(other.sum),
        }
    }

    /// What is to arrive of the numbers below `count`.
    pub(crate) fn below(count: u64) -> Self {
        Self {
            count,
            sum: (0..count).fold(0, u64::wrapping_add),
        }
    }
}
