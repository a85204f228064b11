//! The slot of the parent's waker: one owner registers, any thread notifies, nobody waits.
//!
//! A notification takes the waker out and calls it when the slot is free again, so that no waker is
//! cloned, called or dropped while somebody else is kept out. Who finds the slot empty or busy leaves it
//! at that, which loses nothing: the owner registers before it takes the woken chunks, and a chunk is
//! pushed before its waker notifies. The push and the taking are read-modify-writes of one word, the
//! stack's, or a chunk's own if it is direct. If the push comes first the owner finds the chunk. Else the
//! notifier sees what the owner registered, or that somebody has taken it since, who is about to wake the
//! parent.
//!
//! # Invariants
//!
//! - I1: while `state` is `FULL`, `waker` is initialised; taking it out turns `FULL` into `BUSY` first.
//! - I2: only the owner turns `EMPTY` into something else.
//! - I3: `waker` is written by the owner alone, while the state is `EMPTY` or while it made it `BUSY`.

use std::{mem::MaybeUninit, task::Waker};

use crate::wake_set::sync::{AtomicUsize, Ordering, UnsafeCell, spin_loop};

/// There is no waker: none was registered, or it was taken to be woken.
const EMPTY: usize = 0;
/// There is a waker.
const FULL: usize = 1;
/// The waker is being moved, by the one who set this.
const BUSY: usize = 2;

/// What registering came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wake_set) enum Registered {
    /// The slot is as it was: it had a waker that does the same.
    Kept,
    /// The slot has another waker than before.
    Changed,
    /// A notification was in the way: whoever polls must see to it that it is polled again.
    Busy,
}

/// The slot.
pub(super) struct Parent {
    state: AtomicUsize,
    waker: UnsafeCell<MaybeUninit<Waker>>,
}

impl Parent {
    /// Makes an empty slot.
    pub(super) fn new() -> Self {
        Self {
            state: AtomicUsize::new(EMPTY),
            waker: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    /// Makes `waker` the one to be notified.
    ///
    /// # Safety
    ///
    /// The caller must be the owner; no other call of `register` or `unregister` may be going on.
    #[inline]
    pub(super) unsafe fn register(&self, waker: &Waker) -> Registered {
        // Acquire: pairs with the Release in `take`, after which the slot is the owner's.
        match self.state.load(Ordering::Acquire) {
            EMPTY => {
                let new = waker.clone();
                // SAFETY: I2: the state stays `EMPTY` until this caller changes it.
                unsafe { self.fill(new) };
                Registered::Changed
            }
            FULL => {
                let same = self.waker.with(|slot| {
                    // SAFETY: I1, I3: it was initialised when the state was `FULL`, and since then only
                    // this caller could have written; a notifier that takes it meanwhile copies it.
                    let slot = unsafe { &*slot };
                    // SAFETY: as above. Only its two pointers are compared; what they point to may be
                    // gone.
                    let registered = unsafe { slot.assume_init_ref() };
                    registered.will_wake(waker)
                });
                if same {
                    Registered::Kept
                } else {
                    self.replace(waker)
                }
            }
            _ => {
                // The notifier is three instructions away from the end.
                spin_loop();
                Registered::Busy
            }
        }
    }

    #[cold]
    fn replace(&self, waker: &Waker) -> Registered {
        let new = waker.clone();
        let old = self.take();
        if old.is_none() && self.state.load(Ordering::Acquire) == BUSY {
            spin_loop();
            return Registered::Busy;
        }
        // SAFETY: I2: the state is `EMPTY`, by `take` or by what was loaded.
        unsafe { self.fill(new) };
        Registered::Changed
    }

    /// Takes the waker out. `None` means that a notification has it, or that there is none.
    ///
    /// # Safety
    ///
    /// The caller must be the owner, as for [`register`](Self::register).
    #[inline]
    pub(super) unsafe fn unregister(&self) -> Option<Waker> {
        // Relaxed: the owner filled the slot itself, and a notifier that took the waker has it.
        if self.state.load(Ordering::Relaxed) == FULL {
            self.take()
        } else {
            None
        }
    }

    /// Wakes the parent, if its waker is there.
    #[inline]
    pub(super) fn notify(&self) {
        // Relaxed: the push before this has acquired what the owner registered before it took the stack.
        if self.state.load(Ordering::Relaxed) != FULL {
            return;
        }
        if let Some(waker) = self.take() {
            waker.wake();
        }
    }

    /// Has loom check that whoever was at the slot is gone for good.
    #[cfg(loom)]
    pub(super) fn retire(&self) {
        self.waker.with_mut(|_| ());
    }

    #[inline]
    fn take(&self) -> Option<Waker> {
        // Acquire: pairs with the Release in `fill`.
        self.state
            .compare_exchange(FULL, BUSY, Ordering::Acquire, Ordering::Relaxed)
            .ok()?;
        let waker = self.waker.with(|slot| {
            // SAFETY: I1, I3: it is initialised, and nobody writes while this caller made it `BUSY`.
            let slot = unsafe { &*slot };
            // SAFETY: I1: whoever turns `FULL` into `BUSY` is the only one to take this waker out.
            unsafe { slot.assume_init_read() }
        });
        // Release: pairs with the Acquire in `register`, so that the next write comes after the read.
        self.state.store(EMPTY, Ordering::Release);
        Some(waker)
    }

    /// Puts a waker into the slot.
    ///
    /// # Safety
    ///
    /// The caller must be the owner, and have seen `EMPTY` with Acquire.
    #[inline]
    unsafe fn fill(&self, waker: Waker) {
        self.waker.with_mut(|slot| {
            // SAFETY: I2, I3: the state is `EMPTY` and nobody but the owner, who calls, gets past that.
            unsafe { slot.write(MaybeUninit::new(waker)) };
        });
        // Release: pairs with the Acquire in `take`.
        self.state.store(FULL, Ordering::Release);
    }
}
