//! Wakers that run code whatever is done to them.
//!
//! # Invariants
//!
//! - I1: the data of a waker of `TABLE` is a `&'static Hooks`.

use std::task::{RawWaker, RawWakerVTable, Waker};

/// What a waker runs.
pub(crate) struct Hooks {
    pub(crate) on_clone: fn(),
    pub(crate) on_wake: fn(),
    pub(crate) on_drop: fn(),
}

static TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, release);

impl Hooks {
    /// Makes a waker, which is not counted as a clone.
    pub(crate) fn waker(&'static self) -> Waker {
        // SAFETY: I1, and the functions of the table need no more than that.
        unsafe { Waker::new(std::ptr::from_ref(self).cast(), &TABLE) }
    }
}

/// # Safety
///
/// I1.
unsafe fn hooks(data: *const ()) -> &'static Hooks {
    // SAFETY: the caller's promise.
    unsafe { &*data.cast() }
}

unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: I1.
    (unsafe { hooks(data) }.on_clone)();
    RawWaker::new(data, &TABLE)
}

unsafe fn wake(data: *const ()) {
    // SAFETY: I1.
    (unsafe { hooks(data) }.on_wake)();
    // SAFETY: I1.
    unsafe { release(data) };
}

unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: I1.
    (unsafe { hooks(data) }.on_wake)();
}

unsafe fn release(data: *const ()) {
    // SAFETY: I1.
    (unsafe { hooks(data) }.on_drop)();
}
