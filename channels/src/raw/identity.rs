//! Which waker it was.

use std::{
    ptr,
    task::{RawWakerVTable, Waker},
};

/// The parts of a waker that is kept elsewhere, to be compared and nothing else.
pub(crate) struct Identity {
    data: *const (),
    vtable: *const RawWakerVTable,
}

// SAFETY: the pointers are never followed.
unsafe impl Send for Identity {}
// SAFETY: the pointers are never followed.
unsafe impl Sync for Identity {}

impl Identity {
    /// No waker at all.
    pub(crate) const fn none() -> Self {
        Self {
            data: ptr::null(),
            vtable: ptr::null(),
        }
    }

    #[inline]
    pub(crate) fn of(waker: &Waker) -> Self {
        Self {
            data: waker.data(),
            vtable: waker.vtable(),
        }
    }

    /// Returns whether this is that waker, if the one that this was made of was not dropped since.
    #[inline]
    pub(crate) fn is(&self, waker: &Waker) -> bool {
        ptr::eq(self.data, waker.data()) && ptr::eq(self.vtable, waker.vtable())
    }
}
