//! The owner's end of a block: it registers the parent, and takes the chunks that were woken.
//!
//! # Invariants
//!
//! - I1: there is one `Woken` to a block, so that `&mut Woken` is what it means to be the owner.
//! - I2: `rest` is null or the first of a list of chunks of this block that were taken from the stack
//!   and whose words are not zero, linked by `next`.
//! - I3: `at` is a chunk of this block.

use std::{
    mem::ManuallyDrop,
    ptr::{self, NonNull},
    task::Waker,
};

use super::{
    block::{Block, Header},
    child_waker,
    chunk::{self, CHILDREN, Chunk},
    here::here,
    parent::{Registered, close, register, register_first},
};
use crate::wake_set::sync::Ordering;

/// The owner's end.
pub(in crate::wake_set) struct Woken {
    /// The owner's reference, and its credit with it.
    block: ManuallyDrop<Block>,
    rest: *mut Chunk,
    /// The chunk that is being visited.
    at: NonNull<Chunk>,
    /// Whether there are other chunks than a direct one.
    has_stack: bool,
}

// SAFETY: `rest` and `at` point into `block`, which is `Send` and `Sync`, and is followed with `&mut self` only.
unsafe impl Send for Woken {}
// SAFETY: as above.
unsafe impl Sync for Woken {}

impl Woken {
    /// Makes a block for so many children, without a parent yet.
    pub(in crate::wake_set) fn for_children(children: usize) -> Self {
        let block = Block::new(children.div_ceil(CHILDREN));
        // SAFETY: the block is new: it has no other end.
        unsafe { Self::from_raw(block.into_raw()) }
    }

    /// Takes over the end of a block.
    ///
    /// # Safety
    ///
    /// The pointer must be of a block that was just made, or one that `into_raw` gave.
    #[inline]
    pub(super) unsafe fn from_raw(header: NonNull<Header>) -> Self {
        // SAFETY: the caller says so.
        let block = ManuallyDrop::new(unsafe { Block::from_raw(header) });
        Self {
            has_stack: block.direct().is_none(),
            at: block.chunk(0),
            block,
            rest: ptr::null_mut(),
        }
    }

    /// Gives the end's block, from which nothing was taken yet.
    #[inline]
    pub(super) fn into_raw(self) -> NonNull<Header> {
        debug_assert!(self.rest.is_null());
        let this = ManuallyDrop::new(self);
        this.block.pointer()
    }

    /// Says which thread polls the children now: what it clones is taken from the owner's credit.
    ///
    /// # Safety
    ///
    /// It must be the thread that calls, or the one on which the set is being polled, and `leave` be called
    /// there, or the end dropped, before the poll is over.
    #[inline]
    pub(super) unsafe fn enter(&self, thread: *mut u8) {
        self.block.header().poller.store(thread, Ordering::Relaxed);
    }

    /// Begins a poll, to be ended by `leave`.
    #[inline]
    pub(in crate::wake_set) fn start_poll(&mut self) {
        // SAFETY: with `&mut self` nobody else polls, and `Turn` leaves.
        unsafe { self.enter(here()) };
    }

    /// Ends a poll.
    #[inline]
    pub(in crate::wake_set) fn leave(&self) {
        self.block
            .header()
            .poller
            .store(ptr::null_mut(), Ordering::Relaxed);
    }

    /// Makes room for so many children.
    pub(in crate::wake_set) fn grow(&mut self, children: usize) {
        // SAFETY: I1: this is the owner.
        unsafe { self.block.grow(children.div_ceil(CHILDREN)) };
        self.has_stack = self.has_stack || self.block.count() > 1;
    }

    /// Makes a block for so many children with a parent.
    pub(super) fn for_parent(children: usize, parent: &Waker) -> Self {
        let this = Self::for_children(children);
        // SAFETY: the block is new.
        unsafe { register_first(this.block.header(), parent) };
        this
    }

    /// Registers the parent.
    #[inline]
    pub(in crate::wake_set) fn register(&mut self, parent: &Waker) -> Registered {
        // SAFETY: I1: this is the owner.
        unsafe { register(self.block.header(), parent) }
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

    /// Has bits of a chunk set when the owner takes what was woken, and not before: whoever wakes another
    /// child until then notifies the parent, which nobody does for these.
    #[inline]
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "the list is the owner's alone"
    )]
    pub(in crate::wake_set) fn tell(&mut self, index: usize, bits: u64) {
        let chunk = self.block.chunk(index);
        let told = &self.block.header().told;
        // SAFETY: `block` is a reference to the chunk's block.
        let this = unsafe { chunk.as_ref() };
        if this.tell(bits, told.load(Ordering::Relaxed)) {
            told.store(chunk.as_ptr(), Ordering::Relaxed);
        }
    }

    /// Sets the bits that the owner was told of. The stack is to be taken after that.
    #[cold]
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "the list is the owner's alone"
    )]
    fn set_told(&mut self) {
        let told = &self.block.header().told;
        while let Some(chunk) = NonNull::new(told.load(Ordering::Relaxed)) {
            // SAFETY: the list has chunks of this block.
            let (bits, next) = unsafe { chunk.as_ref() }.take_told();
            told.store(next, Ordering::Relaxed);
            // SAFETY: `block` is a reference to the chunk's block.
            unsafe { chunk::mark(chunk, bits) };
        }
    }

    /// Returns whether the owner was told of bits that are not set yet.
    #[inline]
    fn was_told(&self) -> bool {
        !self.block.header().told.load(Ordering::Relaxed).is_null()
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
    /// is nothing. Who pushes unseen notifies the same waker as before, or has it called by another notifier,
    /// and the call comes after this poll began: what a poll was woken for, it sees.
    #[inline]
    pub(in crate::wake_set) fn take(&mut self, registered: Registered) -> u64 {
        if self.rest.is_null() && self.has_stack {
            if self.was_told() {
                self.set_told();
            }
            self.rest = self.take_stack(registered);
        }
        self.take_direct(registered)
    }

    /// Does what `take` does, and has all chunks visited in the order of their children.
    pub(in crate::wake_set) fn take_sorted(&mut self, registered: Registered) -> u64 {
        self.set_told();
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

    /// Begins a poll of a set of at most 64 children, to be ended by `leave`, and takes what was woken.
    ///
    /// # Panics
    ///
    /// If the block was made for more.
    #[inline]
    pub(in crate::wake_set) fn start_poll_only(
        &mut self,
        registered: Registered,
    ) -> (u64, Only<'_>) {
        let chunk = self.block.direct().expect("a small set has one chunk");
        self.start_poll();
        (self.take_direct(registered), Only { chunk, woken: self })
    }

    /// Returns whether something was woken since the stack was taken, as far as this thread has heard, or
    /// the owner was told of it.
    #[inline]
    pub(in crate::wake_set) fn looks_woken(&self) -> bool {
        // SAFETY: `block` is a reference to the chunk's block.
        let is_empty = |chunk: NonNull<Chunk>| unsafe { chunk.as_ref() }.looks_empty();
        !self.block.direct().is_none_or(is_empty)
            || !self.block.header().stack.load(Ordering::Relaxed).is_null()
            || self.was_told()
    }

    /// Goes to a chunk, to visit its children.
    #[inline]
    pub(in crate::wake_set) fn go_to(&mut self, chunk: usize) {
        self.at = self.block.chunk(chunk);
    }

    /// Lends the waker of a child of the chunk that is being visited.
    #[inline]
    pub(in crate::wake_set) fn lend<R>(&self, bit: usize, to: impl FnOnce(&Waker) -> R) -> R {
        // SAFETY: I3: `block` keeps the chunk, and the waker is not dropped.
        let waker = unsafe { child_waker::of_chunk(self.at, bit) };
        to(&waker)
    }

    /// Takes the next chunk's bits, with the chunk's number.
    #[inline]
    pub(in crate::wake_set) fn next_chunk(&mut self) -> Option<(usize, u64)> {
        let chunk = NonNull::new(self.rest)?;
        // SAFETY: I2: chunks on the list are the block's.
        let chunk = unsafe { chunk.as_ref() };
        // Before the word is zeroed: after that the chunk may be pushed, and the link is another's.
        self.rest = chunk.next();
        self.at = chunk.into();
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

/// The chunk of a block that has no other.
pub(in crate::wake_set) struct Only<'a> {
    chunk: NonNull<Chunk>,
    woken: &'a Woken,
}

impl Only<'_> {
    /// Lends the waker of a child of a small set.
    #[inline]
    pub(in crate::wake_set) fn lend<R>(&self, child: usize, to: impl FnOnce(&Waker) -> R) -> R {
        // SAFETY: `woken` keeps the chunk's block, and the waker is not dropped.
        let waker = unsafe { child_waker::of_chunk(self.chunk, child) };
        to(&waker)
    }

    /// Ends a poll.
    #[inline]
    pub(in crate::wake_set) fn leave(&self) {
        self.woken.leave();
    }
}

impl Drop for Woken {
    #[inline]
    fn drop(&mut self) {
        // Before the credit is given up.
        self.leave();
        let refs = self.block.owner_refs();
        // SAFETY: I1: this is the owner, and it does not use the block after this.
        unsafe { close(self.block.pointer(), refs) };
    }
}
