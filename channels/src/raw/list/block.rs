//! A block of slots.

use std::{array, mem::MaybeUninit, ptr};

use crate::sync::{AtomicBool, AtomicPtr, AtomicU64, Ordering, UnsafeCell};

/// How many slots a block has. Two are enough to have everything happen in a model.
#[cfg(not(loom))]
pub(super) const SLOTS: u64 = 32;
#[cfg(loom)]
pub(super) const SLOTS: u64 = 2;

/// What `retired_at` is as long as `tail_block` may find the block.
const NEVER: u64 = u64::MAX;

/// Some slots in a row.
pub(super) struct Block<T> {
    /// The position of the first slot. Written while nobody else knows of the block.
    start: UnsafeCell<u64>,
    next: AtomicPtr<Self>,
    /// The position that the receiver has to pass before the block is free (I3).
    retired_at: AtomicU64,
    is_full: [AtomicBool; SLOTS as usize],
    values: [UnsafeCell<MaybeUninit<T>>; SLOTS as usize],
}

impl<T> Block<T> {
    /// Makes one where it stays: messages may be too large for so many to lie on the stack.
    #[cfg(not(loom))]
    pub(super) fn new(start: u64) -> Box<Self> {
        let mut block = Box::<Self>::new_uninit();
        let place = block.as_mut_ptr();
        // SAFETY: `place` is valid for the whole block, here and below.
        let field = unsafe { &raw mut (*place).start };
        // SAFETY: as above.
        unsafe { field.write(UnsafeCell::new(start)) };
        // SAFETY: as above.
        let field = unsafe { &raw mut (*place).next };
        // SAFETY: as above.
        unsafe { field.write(AtomicPtr::new(ptr::null_mut())) };
        // SAFETY: as above.
        let field = unsafe { &raw mut (*place).retired_at };
        // SAFETY: as above.
        unsafe { field.write(AtomicU64::new(NEVER)) };
        // SAFETY: as above.
        let field = unsafe { &raw mut (*place).is_full };
        // SAFETY: as above.
        unsafe { field.write(array::from_fn(|_| AtomicBool::new(false))) };
        // SAFETY: every field is written but for the values, which may be uninitialized.
        unsafe { block.assume_init() }
    }

    /// The primitives of loom have to be made.
    #[cfg(loom)]
    pub(super) fn new(start: u64) -> Box<Self> {
        Box::new(Self {
            start: UnsafeCell::new(start),
            next: AtomicPtr::new(ptr::null_mut()),
            retired_at: AtomicU64::new(NEVER),
            is_full: array::from_fn(|_| AtomicBool::new(false)),
            values: array::from_fn(|_| UnsafeCell::new(MaybeUninit::uninit())),
        })
    }

    /// Makes it as it was when it was new, for another place in the list.
    ///
    /// # Safety
    ///
    /// I4: the caller must be the only one who knows of it.
    pub(super) unsafe fn renew(&self, new: u64) {
        // SAFETY: the caller's promise.
        self.start.with_mut(|start| unsafe { *start = new });
        // Relaxed, all of them: the release of its pointer shows it to others.
        self.next.store(ptr::null_mut(), Ordering::Relaxed);
        self.retired_at.store(NEVER, Ordering::Relaxed);
        for is_full in &self.is_full {
            is_full.store(false, Ordering::Relaxed);
        }
    }

    #[inline(always)]
    pub(super) fn start(&self) -> u64 {
        // SAFETY: I4: whoever knows of it may look at it, and it does not change as long as somebody does.
        self.start.with(|start| unsafe { *start })
    }

    /// Returns the position after the last slot.
    #[inline(always)]
    pub(super) fn end(&self) -> u64 {
        self.start() + SLOTS
    }

    /// The block behind it, or null.
    #[inline]
    pub(super) fn next(&self) -> *mut Self {
        // Acquire: pairs with the Release of `link`.
        self.next.load(Ordering::Acquire)
    }

    /// Puts a block behind it, unless there is one, which is returned then.
    pub(super) fn link(&self, next: *mut Self) -> Result<(), *mut Self> {
        self.next
            .compare_exchange(ptr::null_mut(), next, Ordering::Release, Ordering::Acquire)
            .map(|_| ())
    }

    /// Returns whether a slot is published, and if so, lets the caller see its value.
    #[inline(always)]
    pub(super) fn is_full(&self, position: u64) -> bool {
        // Acquire: pairs with the Release of `publish`.
        self.is_full[index(position)].load(Ordering::Acquire)
    }

    /// Returns whether every slot is published.
    pub(super) fn is_final(&self) -> bool {
        // Relaxed: nothing is read from the slots. The receiver acquires what it needs by itself.
        self.is_full
            .iter()
            .all(|is_full| is_full.load(Ordering::Relaxed))
    }

    /// Writes a slot, and shows it.
    ///
    /// # Safety
    ///
    /// I1: the caller must have claimed the position, which must be in this block.
    #[inline(always)]
    pub(super) unsafe fn publish(&self, position: u64, value: T) {
        self.values[index(position)].with_mut(|slot| {
            // SAFETY: the caller's promise.
            unsafe { &mut *slot }.write(value);
        });
        self.is_full[index(position)].store(true, Ordering::Release);
    }

    /// Takes the value of a slot.
    ///
    /// # Safety
    ///
    /// I5: the caller must be the receiver, the slot must be full, and not read before.
    #[inline(always)]
    pub(super) unsafe fn read(&self, position: u64) -> T {
        self.values[index(position)].with(|slot| {
            // SAFETY: the caller's promise.
            let slot = unsafe { &*slot };
            // SAFETY: the caller's promise.
            unsafe { slot.assume_init_read() }
        })
    }

    /// Notes the tail that was found after the tail block was moved past this one.
    pub(super) fn retire(&self, tail: u64) {
        // Relaxed: a sender that does this publishes its own claim after it, which is below `tail` (I3). So whoever
        // has received that far has seen the end of this.
        self.retired_at.store(tail, Ordering::Relaxed);
    }

    /// Returns whether nobody can look at it any more, if everything below `received` was received.
    pub(super) fn is_retired(&self, received: u64) -> bool {
        // Relaxed: as in `retire`.
        self.retired_at.load(Ordering::Relaxed) <= received
    }
}

/// The index of a position in its block.
#[inline(always)]
fn index(position: u64) -> usize {
    (position % SLOTS) as usize
}
