//! One place of a ring.

use std::mem::MaybeUninit;

use crate::sync::{AtomicU32, Ordering, UnsafeCell};

/// A stamp and a value, which is there if the stamp says full.
pub(super) struct Slot<T> {
    stamp: AtomicU32,
    value: UnsafeCell<MaybeUninit<T>>,
}

impl<T> Slot<T> {
    pub(super) fn new(stamp: u32) -> Self {
        Self {
            stamp: AtomicU32::new(stamp),
            value: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    /// Returns whether the stamp is this one, and if so, lets the caller see what was done before.
    #[inline(always)]
    pub(super) fn is(&self, stamp: u32) -> bool {
        // Acquire: pairs with the Release of `stamp`.
        self.stamp.load(Ordering::Acquire) == stamp
    }

    /// Sets the stamp, and shows what was done to the value.
    #[inline(always)]
    pub(super) fn stamp(&self, stamp: u32) {
        self.stamp.store(stamp, Ordering::Release);
    }

    /// Puts a value in.
    ///
    /// # Safety
    ///
    /// Nobody else may use the value, and there must be none, or it would leak.
    #[inline(always)]
    pub(super) unsafe fn write(&self, value: T) {
        self.value.with_mut(|slot| {
            // SAFETY: the caller's promise.
            unsafe { &mut *slot }.write(value);
        });
    }

    /// Takes the value out.
    ///
    /// # Safety
    ///
    /// Nobody else may use the value, and there must be one, which is not there any more after that.
    #[inline(always)]
    pub(super) unsafe fn read(&self) -> T {
        self.value.with(|slot| {
            // SAFETY: the caller's promise.
            let slot = unsafe { &*slot };
            // SAFETY: the caller's promise.
            unsafe { slot.assume_init_read() }
        })
    }
}
