//! A lock of one byte: taking it is one atomic read-modify-write, releasing it a store.
//!
//! Who finds it taken looks again some times, then gives up its time slice, and at last sleeps, so that a
//! holder that was preempted gets to run whatever the priorities of the threads are.

use super::pause::Pause;
use crate::sync::{AtomicBool, Ordering};

/// A lock around nothing: who uses it says what it guards.
pub(crate) struct Lock {
    is_held: AtomicBool,
}

/// The lock, held until this is dropped.
pub(crate) struct Held<'a>(&'a Lock);

impl Lock {
    #[cfg(not(loom))]
    pub(crate) const fn new() -> Self {
        Self {
            is_held: AtomicBool::new(false),
        }
    }

    /// The primitives of loom are not made in constants.
    #[cfg(loom)]
    pub(crate) fn new() -> Self {
        Self {
            is_held: AtomicBool::new(false),
        }
    }

    /// Waits for the lock, and takes it.
    #[inline]
    pub(crate) fn lock(&self) -> Held<'_> {
        if !self.take() {
            self.wait();
        }
        Held(self)
    }

    #[inline]
    fn take(&self) -> bool {
        // Acquire: pairs with the Release of `drop`.
        self.is_held
            .compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    #[cold]
    fn wait(&self) {
        let mut pause = Pause::new();
        loop {
            pause.wait();
            if !self.is_held.load(Ordering::Relaxed) && self.take() {
                return;
            }
        }
    }
}

impl Drop for Held<'_> {
    #[inline]
    fn drop(&mut self) {
        // Release: pairs with the Acquire of `take`.
        self.0.is_held.store(false, Ordering::Release);
    }
}
