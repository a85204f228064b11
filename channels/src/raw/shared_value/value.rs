//! The memory of a shared value.
//!
//! # Invariants
//!
//! - I1: while the word of the state has `WRITES`, and `single` was found unset after that, the value is the
//!   one writer's that set it.
//! - I2: while the word counts a reader, the value is only read; there is a `Reading` for each.
//! - I3: while `single` is set by a reader that found no `WRITES` after that, the value is only read; there is
//!   one `Reading` for it.
//!
//! The single reader saves a second read-modify-write: it leaves by a store. It sets its flag and then looks at
//! the word, a writer changes the word and then looks at the flag. All four are `SeqCst`, so that one of them
//! sees the other, as in Dekker's algorithm. Loom orders such accesses less than the language does, and has
//! fences in between to make up for it. These also do what the Acquire before them and the Release after them
//! are there for, so that its models do not show those: of `be_single`, `start_writing` and the version. Where
//! that is so, the code says that no model shows it.

use super::{
    Reading, Writing,
    state::{AWAITED, FREE, READER, WRITER_WAITS, WRITES},
};
use crate::{
    raw::pause::Pause,
    sync::{AtomicBool, AtomicUsize, Ordering, UnsafeCell},
};

/// A value behind a lock for readers and writers.
///
/// Writers come before new readers, but for readers that were held back for a while: who reads twice in one
/// thread is not blocked for good by a writer in between.
pub(crate) struct SharedValue<T> {
    pub(super) state: AtomicUsize,
    /// Set by the reader that is not counted.
    pub(super) single: AtomicBool,
    pub(super) value: UnsafeCell<T>,
}

// SAFETY: the value goes with what it is in.
unsafe impl<T: Send> Send for SharedValue<T> {}
// SAFETY: I1 to I3: it is moved out of and into the value by one at a time, and read by several.
unsafe impl<T: Send + Sync> Sync for SharedValue<T> {}

impl<T> SharedValue<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            state: AtomicUsize::new(FREE),
            single: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    /// Waits until nobody writes, and lends the value for reading.
    #[inline]
    pub(crate) fn read(&self) -> Reading<'_, T> {
        // Relaxed: who sees an old value finds out in `be_single`.
        let state = self.state.load(Ordering::Relaxed);
        if state & (WRITES | WRITER_WAITS) == 0 && self.be_single() {
            return Reading::single(self);
        }
        self.wait_to_read();
        Reading::counted(self)
    }

    /// Takes the place of the reader that is not counted, if it is free and no writer is there or waits.
    #[inline]
    fn be_single(&self) -> bool {
        // SeqCst: see above. Acquire: pairs with the Release of the single reader before, whose end the next
        // writer sees by that of this one. It takes three threads to show that, of which two may spin, and
        // loom has no end to that: no model shows it.
        if self.single.swap(true, Ordering::SeqCst) {
            return false;
        }
        in_one_order();
        // SeqCst: see above; no model shows it, for the fence. Acquire: pairs with the Release of `Writing`.
        if self.state.load(Ordering::SeqCst) & (WRITES | WRITER_WAITS) == 0 {
            return true;
        }
        self.single.store(false, Ordering::Release);
        false
    }

    #[cold]
    fn wait_to_read(&self) {
        let mut pause = Pause::new();
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let lets_by = state & WRITER_WAITS != 0 && !pause.has_spun();
            if state & WRITES != 0 || lets_by {
                pause.wait();
                state = self.state.load(Ordering::Relaxed);
                continue;
            }
            // Acquire: pairs with the Release of `Writing`.
            let added = self.state.compare_exchange(
                state,
                state + READER,
                Ordering::Acquire,
                Ordering::Relaxed,
            );
            match added {
                Ok(_) => return,
                Err(now) => state = now,
            }
        }
    }

    /// Waits until nobody reads or writes, and lends the value for writing.
    #[inline]
    pub(crate) fn write(&self) -> Writing<'_, T> {
        let state = self.state.load(Ordering::Relaxed);
        if state & !AWAITED == FREE && self.start_writing(state, state & AWAITED) {
            return Writing::new(self, state & AWAITED);
        }
        Writing::new(self, self.wait_to_write())
    }

    #[inline]
    fn start_writing(&self, state: usize, awaited: usize) -> bool {
        // SeqCst: see above; no model shows it, for the fence. Acquire: pairs with the Release of `Reading` and
        // `Writing`.
        let started =
            self.state
                .compare_exchange(state, WRITES, Ordering::SeqCst, Ordering::Relaxed);
        if started.is_err() {
            return false;
        }
        in_one_order();
        // SeqCst: see above. Acquire: pairs with the Release of `Reading`.
        if !self.single.load(Ordering::SeqCst) {
            return true;
        }
        // Release: hands on what the writer before released; no model shows it, for the fence.
        self.state.store(awaited | WRITER_WAITS, Ordering::Release);
        false
    }

    #[cold]
    fn wait_to_write(&self) -> usize {
        let mut pause = Pause::new();
        loop {
            let state = self.state.load(Ordering::Relaxed);
            let is_free = state & !(AWAITED | WRITER_WAITS) == FREE;
            if is_free && !self.single.load(Ordering::Relaxed) {
                if self.start_writing(state, state & AWAITED) {
                    return state & AWAITED;
                }
                pause.wait();
            } else if state & (WRITES | WRITER_WAITS) == 0 {
                // Relaxed: a hint to readers.
                let _marked = self.state.compare_exchange(
                    state,
                    state | WRITER_WAITS,
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                );
            } else {
                pause.wait();
            }
        }
    }

    /// Lets the next writer know that somebody waits for a change, unless one writes now. What was written
    /// before is seen afterwards.
    pub(crate) fn set_awaited(&self) -> bool {
        let mut state = self.state.load(Ordering::Relaxed);
        while state & WRITES == 0 {
            // Acquire: pairs with the Release of `Writing`. It is written also if it is set already: a value
            // that is read only might be an old one.
            let changed = self.state.compare_exchange(
                state,
                state | AWAITED,
                Ordering::Acquire,
                Ordering::Relaxed,
            );
            match changed {
                Ok(_) => return true,
                Err(now) => state = now,
            }
        }
        false
    }
}

/// Makes loom see the one order of all that is `SeqCst`.
#[inline(always)]
fn in_one_order() {
    #[cfg(loom)]
    crate::sync::fence(Ordering::SeqCst);
}
