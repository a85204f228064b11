//! The waker that children are polled with while there is no block, which makes one when it is cloned.
//!
//! # Invariants
//!
//! - I1: the data pointer of a waker with this table points to a `Visit` that outlives the borrow of the
//!   waker; the waker is only ever lent.
//! - I2: `block` is null or the owner's end of a block.

use std::{
    mem::ManuallyDrop,
    ptr::{self, NonNull},
    task::{RawWaker, RawWakerVTable, Waker},
};

use super::{
    block::{Block, Header},
    child_waker,
    here::here,
    woken::Woken,
};
use crate::wake_set::sync::{AtomicBool, AtomicPtr, Ordering};

static TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake, ignore);

/// What the visits of one poll share, until there is a block.
pub(in crate::wake_set) struct FirstPass<'a> {
    parent: &'a Waker,
    children: usize,
    /// The thread that polls.
    thread: *mut u8,
    block: AtomicPtr<Header>,
}

/// The poll of one child.
struct Visit<'a> {
    pass: &'a FirstPass<'a>,
    child: usize,
    was_woken: AtomicBool,
}

impl<'a> FirstPass<'a> {
    #[inline]
    pub(in crate::wake_set) fn new(parent: &'a Waker, children: usize) -> Self {
        Self {
            parent,
            children,
            thread: here(),
            block: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Lends the waker of a child, that of the block if there is one. Tells also whether the child was woken
    /// through a waker that had no block to tell.
    #[inline(always)]
    pub(in crate::wake_set) fn lend<R>(
        &self,
        woken: Option<&Woken>,
        child: usize,
        to: impl FnOnce(&Waker) -> R,
    ) -> (R, bool) {
        let visit = Visit {
            pass: self,
            child,
            was_woken: AtomicBool::new(false),
        };
        let waker = match woken {
            // SAFETY: `woken` is borrowed while the waker is lent, and the waker is not dropped.
            Some(woken) => unsafe { woken.borrowed(child) },
            None => {
                let data = ptr::from_ref(&visit).cast();
                // SAFETY: I1: `visit` is there until after the waker was last used, and does not move; it
                // may be shared with other threads, as the functions of the table are.
                ManuallyDrop::new(unsafe { Waker::new(data, &TABLE) })
            }
        };
        let result = to(&waker);
        // Acquire: pairs with the Release in `wake`.
        (result, visit.was_woken.load(Ordering::Acquire))
    }

    /// Takes the block, if a child has cloned its waker.
    #[inline]
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "nobody may be in `block` meanwhile, which counts on the owner's reference"
    )]
    pub(in crate::wake_set) fn take(&mut self) -> Option<Woken> {
        // Acquire: pairs with the Release in `block`.
        let header = NonNull::new(self.block.load(Ordering::Acquire))?;
        self.block.store(ptr::null_mut(), Ordering::Relaxed);
        // SAFETY: I2: the end is taken over, and the pointer forgotten.
        Some(unsafe { Woken::from_raw(header) })
    }

    /// Finds the block or makes it, and gives another reference to it.
    fn block(&self) -> Block {
        // Acquire: pairs with the Release below.
        if let Some(header) = NonNull::new(self.block.load(Ordering::Acquire)) {
            // SAFETY: I2: the owner's reference is there while `self` is borrowed, and stays.
            let block = ManuallyDrop::new(unsafe { Block::from_raw(header) });
            return Block::clone(&block);
        }
        let new = Woken::for_parent(self.children, self.parent);
        // SAFETY: this is a visit of the poll on that thread; the end is taken or dropped there.
        unsafe { new.enter(self.thread) };
        let new = new.into_raw();
        // Release: pairs with the loads of the pointer: the block is seen as it was made.
        let raced = self.block.compare_exchange(
            ptr::null_mut(),
            new.as_ptr(),
            Ordering::AcqRel,
            Ordering::Acquire,
        );
        let header = match raced {
            Ok(_) => new,
            Err(other) => {
                // SAFETY: it comes from `into_raw`, and nobody else knows of it.
                drop(unsafe { Woken::from_raw(new) });
                NonNull::new(other).expect("only a block takes the place of null")
            }
        };
        // SAFETY: I2: as above.
        let block = ManuallyDrop::new(unsafe { Block::from_raw(header) });
        Block::clone(&block)
    }
}

impl Drop for FirstPass<'_> {
    #[inline]
    fn drop(&mut self) {
        drop(self.take());
    }
}

/// Returns the visit that a waker is lent for.
///
/// # Safety
///
/// The pointer must be as I1 says, and what is returned not outlive the borrow of the waker.
unsafe fn visit<'a>(data: *const ()) -> &'a Visit<'a> {
    // SAFETY: I1.
    unsafe { &*data.cast::<Visit<'a>>() }
}

unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: I1: whoever clones has borrowed the waker.
    let visit = unsafe { visit(data) };
    child_waker::new(visit.pass.block(), visit.child)
}

unsafe fn wake(data: *const ()) {
    // SAFETY: I1: whoever wakes has borrowed the waker.
    let visit = unsafe { visit(data) };
    // Release: pairs with the Acquire in `lend`.
    visit.was_woken.store(true, Ordering::Release);
}

unsafe fn ignore(_: *const ()) {}
