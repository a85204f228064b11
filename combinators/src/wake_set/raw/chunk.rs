//! Sixty-four children: a word with a bit for each of them, and a link.
//!
//! # Invariants
//!
//! - I1: a chunk lives as long as its block does, and `header` points to that block.
//! - I2: a chunk is on the stack, or on the list of chunks that the owner took from it, or about to be
//!   pushed by one thread, if and only if its word is not zero. Whoever turns the word from zero pushes.
//!   The chunk of a block that was made with one is *direct*: it is never on the stack, and the owner
//!   looks at it whenever it takes the stack. Its word does for it what the stack does for others.
//! - I3: `next` belongs to the one who pushes, and after the chunk was taken to the owner, until the
//!   owner zeroes the word.
//! - I4: `told` and `told_next` are the owner's alone. A chunk is on the list of those whose bits the owner
//!   has still to set if and only if `told` is not zero.

use std::{
    ptr::NonNull,
    sync::atomic::{AtomicPtr as Plain, AtomicU64 as PlainU64},
};

use super::{
    block::{Header, release},
    parent,
};
use crate::wake_set::sync::{AtomicPtr, AtomicU64, Ordering};

/// How many children a chunk has, which is also its alignment: a pointer into it tells both.
pub(super) const CHILDREN: usize = 64;

/// The chunk.
#[repr(C, align(64))]
pub(super) struct Chunk {
    word: AtomicU64,
    next: AtomicPtr<Self>,
    header: NonNull<Header>,
    index: usize,
    /// std's atomics: one thread alone makes anything of them (I4).
    told: PlainU64,
    told_next: Plain<Self>,
    is_direct: bool,
}

#[cfg(not(loom))]
const _: () = assert!(size_of::<Chunk>() == CHILDREN);
const _: () = assert!(align_of::<Chunk>() == CHILDREN);

impl Chunk {
    /// Makes the chunk of the children from `64 * index` on.
    pub(super) fn new(header: NonNull<Header>, index: usize, is_direct: bool) -> Self {
        Self {
            word: AtomicU64::new(0),
            next: AtomicPtr::new(std::ptr::null_mut()),
            header,
            index,
            told: PlainU64::new(0),
            told_next: Plain::new(std::ptr::null_mut()),
            is_direct,
        }
    }

    /// Returns which of the block's chunks it is.
    #[inline]
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// Returns the block.
    #[inline]
    pub(super) fn header(&self) -> NonNull<Header> {
        self.header
    }

    /// Forgets every bit. Nobody else may know of the chunk.
    pub(super) fn reset(&self) {
        self.word.store(0, Ordering::Relaxed);
    }

    /// Returns what comes after it on the owner's list.
    #[inline]
    pub(super) fn next(&self) -> *mut Self {
        // Relaxed: I3: the Acquire that took the stack made it visible.
        self.next.load(Ordering::Relaxed)
    }

    /// Links the chunk on the owner's list.
    pub(super) fn set_next(&self, next: *mut Self) {
        self.next.store(next, Ordering::Relaxed);
    }

    /// Takes the bits. By then `next` must have been read: the chunk may be pushed again at once.
    #[inline]
    pub(super) fn take_bits(&self) -> u64 {
        // Acquire: pairs with the Release in `set`: what a child was woken for is visible to its poll.
        // Release: pairs with the Acquire there, so that `next` was read before it is overwritten.
        self.word.swap(0, Ordering::AcqRel)
    }

    /// Notes bits that the owner sets when it takes what was woken, and links the chunk before `next` if it
    /// had none. Returns whether it had none.
    #[inline]
    pub(super) fn tell(&self, bits: u64, next: *mut Self) -> bool {
        let before = self.told.load(Ordering::Relaxed);
        self.told.store(before | bits, Ordering::Relaxed);
        if before == 0 {
            self.told_next.store(next, Ordering::Relaxed);
        }
        before == 0
    }

    /// Forgets the bits that were noted, and returns them with the chunk that is linked.
    pub(super) fn take_told(&self) -> (u64, *mut Self) {
        let bits = self.told.load(Ordering::Relaxed);
        self.told.store(0, Ordering::Relaxed);
        (bits, self.told_next.load(Ordering::Relaxed))
    }

    /// Returns whether no bit is set, as far as this thread has heard.
    #[inline]
    pub(super) fn looks_empty(&self) -> bool {
        self.word.load(Ordering::Relaxed) == 0
    }

    /// Sets bits, and returns whether the caller must push the chunk now.
    #[inline]
    fn set(&self, bits: u64) -> bool {
        // AcqRel: pairs with the swap in `take_bits`, both ways.
        self.word.fetch_or(bits, Ordering::AcqRel) == 0
    }
}

/// Notes that a child was woken, notifies the parent if it is the first of a batch, and gives up so many
/// references to the block.
///
/// # Safety
///
/// The caller must hold a reference to the chunk's block that stays until this returns, or give it up here.
#[inline]
pub(super) unsafe fn wake(chunk: NonNull<Chunk>, bit: u32, refs: usize) {
    // SAFETY: I1: the caller's reference keeps the block.
    let header = unsafe { chunk.as_ref() }.header();
    // SAFETY: the caller holds a reference, as `mark` asks for too.
    let is_first = unsafe { mark(chunk, 1 << bit) };
    if is_first {
        // SAFETY: as the caller says.
        unsafe { parent::notify(header, refs) };
    } else {
        // SAFETY: as the caller says.
        unsafe { release(header, refs) };
    }
}

/// Sets bits, and returns whether they are the first since the owner took what there was.
///
/// # Safety
///
/// The caller must hold a reference to the chunk's block.
#[inline]
pub(super) unsafe fn mark(chunk: NonNull<Chunk>, bits: u64) -> bool {
    // SAFETY: I1: the caller's reference keeps the block, and the chunk in it.
    let this = unsafe { chunk.as_ref() };
    if !this.set(bits) {
        return false;
    }
    if this.is_direct {
        return true;
    }
    // SAFETY: I1: as above.
    let stack = unsafe { &this.header.as_ref().stack };
    let mut head = stack.load(Ordering::Relaxed);
    loop {
        // I3: whoever turned the word from zero pushes, and has the link.
        this.next.store(head, Ordering::Relaxed);
        // Release: pairs with the Acquire that takes the stack, which sees the link. Acquire: pairs with
        // the Release there: who pushes onto an empty stack sees the parent that was registered before.
        match stack.compare_exchange_weak(head, chunk.as_ptr(), Ordering::AcqRel, Ordering::Relaxed)
        {
            Ok(_) => return head.is_null(),
            Err(other) => head = other,
        }
    }
}
