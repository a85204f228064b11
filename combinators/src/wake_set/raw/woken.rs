//! The owner's end of a block: it registers the parent, and takes the chunks that were woken.
//!
//! # Invariants
//!
//! - I1: there is one `Woken` to a block, so that `&mut Woken` is what it means to be the owner.
//! - I2: `rest` is null or the first of a list of chunks of this block that were taken from the stack
//!   and whose words are not zero, linked by `next`.

use std::{
    mem::ManuallyDrop,
    ptr::{self, NonNull},
    task::Waker,
};

use super::{
    block::Block,
    child_waker,
    chunk::{self, CHILDREN, Chunk},
    parent::Registered,
};
use crate::wake_set::sync::Ordering;

/// The owner's end.
pub(in crate::wake_set) struct Woken {
    block: Block,
    rest: *mut Chunk,
}

// SAFETY: `rest` points into `block`, which is `Send` and `Sync`, and is followed with `&mut self` only.
unsafe impl Send for Woken {}
// SAFETY: as above.
unsafe impl Sync for Woken {}

impl Woken {
    /// Makes the end of a block that has none yet.
    #[inline]
    pub(super) fn new(block: Block) -> Self {
        Self {
            block,
            rest: ptr::null_mut(),
        }
    }

    /// Makes a block for so many children, without a parent yet.
    pub(in crate::wake_set) fn for_children(children: usize) -> Self {
        Self::new(Block::new(children.div_ceil(CHILDREN)))
    }

    /// Makes room for so many children.
    pub(in crate::wake_set) fn grow(&mut self, children: usize) {
        // SAFETY: I1: this is the owner.
        unsafe { self.block.grow(children.div_ceil(CHILDREN)) };
    }

    /// Registers the parent.
    #[inline]
    pub(in crate::wake_set) fn register(&mut self, parent: &Waker) -> Registered {
        // SAFETY: I1: this is the owner.
        unsafe { self.block.header().parent.register(parent) }
    }

    /// Makes the waker of a child without a reference of its own.
    ///
    /// # Safety
    ///
    /// `self` must stay while the waker is used, and the waker must not be dropped.
    #[inline]
    pub(super) unsafe fn borrowed(&self, child: usize) -> ManuallyDrop<Waker> {
        // SAFETY: the caller says so, and `self` keeps the block.
        unsafe { child_waker::borrowed(&self.block, child) }
    }

    /// Sets bits of a chunk without notifying the parent.
    pub(in crate::wake_set) fn mark(&self, index: usize, bits: u64) {
        let chunk = self.block.chunk(index);
        // SAFETY: `block` is a reference to the chunk's block.
        unsafe { chunk::mark(chunk, bits) };
    }

    /// Returns whether a chunk that was taken waits to be visited.
    #[inline]
    pub(in crate::wake_set) fn has_rest(&self) -> bool {
        !self.rest.is_null()
    }

    /// Takes every chunk that was woken, unless some were taken before and are left. Returns the bits of
    /// the first chunk if they are not among them.
    ///
    /// If the registration of this poll left the slot as it was, then a glance is enough to see that there
    /// is nothing. Who pushes unseen finds the same waker as before, and notifies it after this poll began.
    #[inline]
    pub(in crate::wake_set) fn take(&mut self, registered: Registered) -> u64 {
        if self.rest.is_null() && self.block.has_stack() {
            self.rest = self.take_stack(registered);
        }
        self.take_direct(registered)
    }

    /// Does what `take` does, and has all chunks visited in the order of their children.
    pub(in crate::wake_set) fn take_sorted(&mut self, registered: Registered) -> u64 {
        let mut unsorted = [self.rest, self.take_stack(registered)];
        let mut sorted: *mut Chunk = ptr::null_mut();
        for list in &mut unsorted {
            while let Some(chunk) = NonNull::new(*list) {
                // SAFETY: I2: chunks on these lists are the block's.
                let this = unsafe { chunk.as_ref() };
                *list = this.next();
                let mut before: Option<&Chunk> = None;
                let mut at = sorted;
                while let Some(other) = NonNull::new(at) {
                    // SAFETY: I2: as above.
                    let other = unsafe { other.as_ref() };
                    if other.index() > this.index() {
                        break;
                    }
                    before = Some(other);
                    at = other.next();
                }
                this.set_next(at);
                match before {
                    Some(before) => before.set_next(chunk.as_ptr()),
                    None => sorted = chunk.as_ptr(),
                }
            }
        }
        self.rest = sorted;
        self.take_direct(registered)
    }

    /// Takes the next chunk's bits, with the chunk's number.
    #[inline]
    pub(in crate::wake_set) fn next_chunk(&mut self) -> Option<(usize, u64)> {
        let chunk = NonNull::new(self.rest)?;
        // SAFETY: I2: chunks on the list are the block's.
        let chunk = unsafe { chunk.as_ref() };
        // Before the word is zeroed: after that the chunk may be pushed, and the link is another's.
        self.rest = chunk.next();
        Some((chunk.index(), chunk.take_bits()))
    }

    #[inline]
    fn take_direct(&self, registered: Registered) -> u64 {
        let Some(chunk) = self.block.direct() else {
            return 0;
        };
        // SAFETY: `block` is a reference to the chunk's block.
        let chunk = unsafe { chunk.as_ref() };
        if registered == Registered::Kept && chunk.looks_empty() {
            return 0;
        }
        chunk.take_bits()
    }

    #[inline]
    fn take_stack(&self, registered: Registered) -> *mut Chunk {
        let stack = &self.block.header().stack;
        if registered == Registered::Kept && stack.load(Ordering::Relaxed).is_null() {
            return ptr::null_mut();
        }
        // Acquire: pairs with the Release of a push. Release: pairs with the Acquire of the next push,
        // which sees the parent that was registered before this.
        stack.swap(ptr::null_mut(), Ordering::AcqRel)
    }
}

impl Drop for Woken {
    fn drop(&mut self) {
        // SAFETY: I1: this is the owner.
        let parent = unsafe { self.block.header().parent.unregister() };
        drop(parent);
    }
}
