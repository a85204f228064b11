//! A number under the lock.
//!
//! # Invariants
//!
//! - I1: the number is touched by who holds the lock, and by nobody else.

use loom::cell::UnsafeCell;

use super::spin_lock::Lock;

/// A number that several threads add to.
pub(crate) struct Counter {
    lock: Lock,
    number: UnsafeCell<usize>,
}

// SAFETY: I1: one thread at a time touches the number.
unsafe impl Sync for Counter {}

impl Counter {
    pub(crate) fn new() -> Self {
        Self {
            lock: Lock::new(),
            number: UnsafeCell::new(0),
        }
    }

    /// Adds one, and returns what it was.
    pub(crate) fn add(&self) -> usize {
        let _held = self.lock.lock();
        self.number.with_mut(|number| {
            // SAFETY: I1: the lock is held.
            let number = unsafe { &mut *number };
            *number += 1;
            *number - 1
        })
    }
}
