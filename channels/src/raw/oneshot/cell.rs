//! The memory of a oneshot channel.
//!
//! # Invariants
//!
//! - I1: each half holds the memory until its last step. Who then finds, or has found, the other one's last
//!   step (`SENDER_GONE`, `RECEIVER_GONE`) frees it; a half whose last step came first touches it no more.
//! - I2: the place of the value is the sender's until `COMPLETE`, and the receiver's afterwards. There is a
//!   value in it for the receiver as long as `VALUE` is set.
//! - I3: the place of the receiver's waker is the receiver's while `RECEIVER_WAITS` is not set. While it is,
//!   there is a waker, which is only read. If `COMPLETE` is set then, the sender moves the waker out, and
//!   nobody else uses it; if `CLOSED` came first, it is the receiver's again.
//! - I4: the place of the sender's waker is the sender's while `SENDER_WAITS` is not set. While it is, there is
//!   a waker, which is only read. If `CLOSED` is set then, the receiver moves the waker out, and nobody else
//!   uses it.
//!
//! Moving out is reading: a half may compare its waker while the other one moves it out.

use std::{mem::MaybeUninit, ptr::NonNull, task::Waker};

use super::state::EMPTY;
use crate::sync::{AtomicU8, UnsafeCell};

/// What both halves point to.
pub(super) struct Cell<T> {
    pub(super) state: AtomicU8,
    pub(super) value: Place<T>,
    pub(super) receiver: Place<Waker>,
    pub(super) sender: Place<Waker>,
    /// Has loom report memory that nobody frees.
    #[cfg(loom)]
    _tracked: loom::alloc::Track<()>,
}

impl<T> Cell<T> {
    /// Allocates.
    #[inline]
    pub(super) fn allocate() -> NonNull<Self> {
        let cell = Box::new(Self {
            state: AtomicU8::new(EMPTY),
            value: Place::new(),
            receiver: Place::new(),
            sender: Place::new(),
            #[cfg(loom)]
            _tracked: loom::alloc::Track::new(()),
        });
        NonNull::from(Box::leak(cell))
    }

    /// Frees the memory, and drops nothing that is in it.
    ///
    /// # Safety
    ///
    /// It must come from `allocate`, and nobody may use it any more.
    #[inline]
    pub(super) unsafe fn free(cell: NonNull<Self>) {
        // SAFETY: the caller's promise.
        let cell = unsafe { Box::from_raw(cell.as_ptr()) };
        #[cfg(loom)]
        let cell = cell.checked();
        drop(cell);
    }
}

#[cfg(loom)]
impl<T> Cell<T> {
    /// Has loom check that every use came before.
    fn checked(mut self: Box<Self>) -> Box<Self> {
        self.state.with_mut(|_| ());
        self.value.0.with_mut(|_| ());
        self.receiver.0.with_mut(|_| ());
        self.sender.0.with_mut(|_| ());
        self
    }
}

/// A place for a value, which may be there or not: the state tells.
pub(super) struct Place<V>(UnsafeCell<MaybeUninit<V>>);

impl<V> Place<V> {
    fn new() -> Self {
        Self(UnsafeCell::new(MaybeUninit::uninit()))
    }

    /// Puts a value there.
    ///
    /// # Safety
    ///
    /// The place must be the caller's. What was there is forgotten.
    #[inline(always)]
    pub(super) unsafe fn put(&self, value: V) {
        self.0.with_mut(|place| {
            // SAFETY: the caller's promise.
            unsafe { &mut *place }.write(value);
        });
    }

    /// Moves the value out.
    ///
    /// # Safety
    ///
    /// It must be there, be the caller's, and be used no more.
    #[inline(always)]
    pub(super) unsafe fn take(&self) -> V {
        self.0.with(|place| {
            // SAFETY: nobody writes to it meanwhile.
            let place = unsafe { &*place };
            // SAFETY: the caller's promise.
            unsafe { place.assume_init_read() }
        })
    }

    /// Lends the value.
    ///
    /// # Safety
    ///
    /// It must be there, and nobody may write to its place meanwhile.
    pub(super) unsafe fn with<R>(&self, use_it: impl FnOnce(&V) -> R) -> R {
        self.0.with(|place| {
            // SAFETY: nobody writes to it meanwhile.
            let place = unsafe { &*place };
            // SAFETY: the caller's promise.
            use_it(unsafe { place.assume_init_ref() })
        })
    }
}
