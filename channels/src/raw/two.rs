//! A value that two own, on one thread.
//!
//! # Invariants
//!
//! - I1: the memory is there while one of the two is. It was allocated as a `Box`.
//! - I2: `is_alone` is set by the one that goes first, and the one that finds it set frees the memory.

use std::{cell::Cell, ops::Deref, ptr::NonNull};

/// One of the two owners.
///
/// What `Rc` does, for as many as there ever are: nothing is counted, and the value is made where it stays. On the
/// stack its fields would be written one by one and be read again as wider words at once, for which the processor
/// waits until the writes are done.
pub(crate) struct OneOfTwo<T>(NonNull<Shared<T>>);

struct Shared<T> {
    is_alone: Cell<bool>,
    value: T,
}

impl<T> OneOfTwo<T> {
    /// Makes both.
    #[inline(always)]
    pub(crate) fn pair(make: impl FnOnce() -> T) -> (Self, Self) {
        let mut memory = Box::new_uninit();
        memory.write(Shared {
            is_alone: Cell::new(false),
            value: make(),
        });
        // SAFETY: it was written in the line before.
        let shared = NonNull::from(Box::leak(unsafe { memory.assume_init() }));
        (Self(shared), Self(shared))
    }

    #[inline(always)]
    fn shared(&self) -> &Shared<T> {
        // SAFETY: I1: this one is there. Nobody has it mutably, but who frees it.
        unsafe { self.0.as_ref() }
    }
}

impl<T> Deref for OneOfTwo<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.shared().value
    }
}

impl<T> Drop for OneOfTwo<T> {
    #[inline]
    fn drop(&mut self) {
        if self.shared().is_alone.replace(true) {
            // SAFETY: I1, I2: the other one is gone.
            drop(unsafe { Box::from_raw(self.0.as_ptr()) });
        }
    }
}
