//! The memory of a block: a header, chunks behind it, and more chunks in segments of their own.
//!
//! # Invariants
//!
//! - I1: whoever has a `Block`, or a child's waker, counts in `state`; the memory is freed when the last
//!   of them goes. One of them is the owner, who counts `credit` times more.
//! - I2: behind a header lie `count` chunks, behind a segment `count` more, in the same allocation, all
//!   initialised before anybody else knows of them, and never moved.
//! - I3: the list of segments is written by the owner alone.
//! - I4: `poller` is the thread that polls the children, as long as it does, and null otherwise. `credit` is
//!   the owner's, and so that thread's: what is cloned there takes a reference from it, which is counted
//!   already.
//! - I5: the pointer in a `Block` is the one that the allocation gave, so that it may touch all of it.

use std::{
    alloc::{Layout, alloc, dealloc, handle_alloc_error},
    mem,
    ops::Range,
    ptr::{self, NonNull},
    sync::atomic::{AtomicPtr as Plain, AtomicU32 as PlainU32},
};

use super::{
    cache,
    chunk::Chunk,
    here::here,
    parent::Slots,
    state::{MAX, REF, is_unused},
};
use crate::wake_set::sync::{AtomicPtr, AtomicUsize, Ordering, fence};

/// How many references the owner counts ahead at a time.
const CREDIT: u32 = 1 << 16;

/// What the state starts with: the owner's references.
const START: usize = (CREDIT as usize + 1) * REF;

/// What a block starts with.
#[repr(C, align(64))]
pub(super) struct Header {
    pub(super) state: AtomicUsize,
    /// The chunks that have a bit set and were not taken since, the last one pushed on top.
    pub(super) stack: AtomicPtr<Chunk>,
    pub(super) slots: Slots,
    /// std's atomic, here and below: one thread alone makes anything of it (I4).
    pub(super) poller: Plain<u8>,
    credit: PlainU32,
    count: u32,
    /// The segment that was added last, which is the owner's alone (I3).
    newest: Plain<Segment>,
    /// The chunks whose bits the owner has still to set, which is its own too.
    pub(super) told: Plain<Chunk>,
}

/// What each piece of added memory starts with.
#[repr(C, align(64))]
struct Segment {
    older: *mut Self,
    first: usize,
    count: usize,
}

/// One counted reference to a block.
pub(super) struct Block(NonNull<Header>);

// SAFETY: what is shared through the header and the chunks is atomic, or guarded by the parent's slot,
// whose waker is `Send` and `Sync`; what only the owner may do is unsafe to call or needs `&mut Woken`.
unsafe impl Send for Block {}
// SAFETY: as above.
unsafe impl Sync for Block {}

impl Block {
    /// Makes a block with at least `count` chunks, or takes one from the thread's cache. It is the owner's
    /// reference, which is to be given up by `owner_refs`.
    pub(super) fn new(count: usize) -> Self {
        let count = count.max(1);
        if count == 1
            && let Some(header) = cache::get()
        {
            let block = Self(header);
            block.header().state.store(START, Ordering::Relaxed);
            block.header().credit.store(CREDIT, Ordering::Relaxed);
            return block;
        }
        let header = allocate(
            Header {
                state: AtomicUsize::new(START),
                stack: AtomicPtr::new(ptr::null_mut()),
                slots: Slots::new(),
                poller: Plain::new(ptr::null_mut()),
                credit: PlainU32::new(CREDIT),
                count: u32::try_from(count).expect("there are less than 2^32 children"),
                newest: Plain::new(ptr::null_mut()),
                told: Plain::new(ptr::null_mut()),
            },
            count,
        );
        // SAFETY: I2: there is room for `count` chunks.
        unsafe { init(header, header, 0..count, count == 1) };
        Self(header)
    }

    /// Takes over a reference that is counted already.
    ///
    /// # Safety
    ///
    /// The caller must own a counted reference to a live block, and give it up.
    #[inline]
    pub(super) unsafe fn from_raw(header: NonNull<Header>) -> Self {
        Self(header)
    }

    /// Gives the pointer, and leaves the reference counted.
    #[inline]
    pub(super) fn into_raw(self) -> NonNull<Header> {
        let header = self.0;
        mem::forget(self);
        header
    }

    /// Gives the pointer.
    #[inline]
    pub(super) fn pointer(&self) -> NonNull<Header> {
        self.0
    }

    #[inline]
    pub(super) fn header(&self) -> &Header {
        // SAFETY: I1: this reference keeps the block.
        unsafe { self.0.as_ref() }
    }

    /// Finds a chunk.
    ///
    /// # Panics
    ///
    /// If there is no such chunk.
    #[inline]
    pub(super) fn chunk(&self, index: usize) -> NonNull<Chunk> {
        if index < self.header().count as usize {
            // SAFETY: I2: the header has more chunks than `index`.
            return unsafe { nth(self.0, index) };
        }
        self.chunk_in_segments(index)
    }

    fn chunk_in_segments(&self, index: usize) -> NonNull<Chunk> {
        let mut at = self.header().newest.load(Ordering::Relaxed);
        while let Some(segment) = NonNull::new(at) {
            // SAFETY: I1, I3: segments live as long as the block.
            let this = unsafe { segment.as_ref() };
            if index >= this.first {
                assert!(index < this.first + this.count, "a child without a chunk");
                // SAFETY: I2: checked just now.
                return unsafe { nth(segment, index - this.first) };
            }
            at = this.older;
        }
        unreachable!("the header has the chunks before the first segment");
    }

    /// Returns the chunk that is never on the stack, if there is one.
    #[inline]
    pub(super) fn direct(&self) -> Option<NonNull<Chunk>> {
        // SAFETY: I2: a header has at least one chunk.
        (self.header().count == 1).then(|| unsafe { nth(self.0, 0) })
    }

    /// Returns what the owner's references count, its credit included.
    #[inline]
    pub(super) fn owner_refs(&self) -> usize {
        (self.header().credit.load(Ordering::Relaxed) as usize + 1) * REF
    }

    /// Returns how many chunks there are.
    pub(super) fn count(&self) -> usize {
        match NonNull::new(self.header().newest.load(Ordering::Relaxed)) {
            // SAFETY: I1, I3: segments live as long as the block.
            Some(segment) => unsafe { segment.as_ref() }.end(),
            None => self.header().count as usize,
        }
    }

    /// Adds chunks, at least doubling them, until there are `count`. None of them moves.
    ///
    /// # Safety
    ///
    /// The caller must be the owner.
    pub(super) unsafe fn grow(&self, count: usize) {
        let first = self.count();
        if count <= first {
            return;
        }
        let more = (count - first).max(first);
        let older = self.header().newest.load(Ordering::Relaxed);
        let segment = allocate(
            Segment {
                older,
                first,
                count: more,
            },
            more,
        );
        // SAFETY: I2: there is room for `more` chunks.
        unsafe { init(segment, self.0, first..first + more, false) };
        self.header()
            .newest
            .store(segment.as_ptr(), Ordering::Relaxed);
    }
}

impl Segment {
    fn end(&self) -> usize {
        self.first + self.count
    }
}

impl Clone for Block {
    #[inline]
    fn clone(&self) -> Self {
        let header = self.header();
        // Relaxed: I4: a thread that reads its own name has written it and not cleared it since.
        let is_poller = header.poller.load(Ordering::Relaxed) == here();
        if is_poller && let Some(rest) = header.credit.load(Ordering::Relaxed).checked_sub(1) {
            header.credit.store(rest, Ordering::Relaxed);
            return Self(self.0);
        }
        self.count_more(if is_poller { CREDIT } else { 0 })
    }
}

impl Block {
    /// Counts one more reference, and so many for the owner.
    #[cold]
    fn count_more(&self, credit: u32) -> Self {
        let header = self.header();
        // Relaxed: a new reference comes from one that exists.
        let old = header
            .state
            .fetch_add((credit as usize + 1) * REF, Ordering::Relaxed);
        if old > MAX {
            std::process::abort();
        }
        if credit > 0 {
            header.credit.store(credit, Ordering::Relaxed);
        }
        Self(self.0)
    }
}

impl Drop for Block {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: I1: this is a reference, and not used again.
        unsafe { release(self.0, REF) };
    }
}

/// Gives up so many references.
///
/// # Safety
///
/// The caller must own them. If they are none, it must keep another one.
#[inline]
pub(super) unsafe fn release(header: NonNull<Header>, refs: usize) {
    if refs == 0 {
        return;
    }
    // SAFETY: I1: the references keep the block.
    let this = unsafe { header.as_ref() };
    // Release: pairs with the Acquire below: all that was done with the block comes before its end.
    let old = this.state.fetch_sub(refs, Ordering::Release);
    if is_unused(old - refs) {
        fence(Ordering::Acquire);
        // SAFETY: I1: those were the last references.
        unsafe { retire(header) };
    }
}

/// Keeps the block for the thread's next one if it is small, or else frees it.
///
/// # Safety
///
/// No reference may be left.
#[inline]
pub(super) unsafe fn retire(header: NonNull<Header>) {
    // SAFETY: nobody else knows of the block, which is there still.
    let this = unsafe { header.as_ref() };
    #[cfg(loom)]
    this.slots.retire();
    if this.count == 1 && this.newest.load(Ordering::Relaxed).is_null() {
        this.stack.store(ptr::null_mut(), Ordering::Relaxed);
        // SAFETY: I2: the header has one chunk.
        let chunk = unsafe { nth(header, 0) };
        // SAFETY: as above.
        let chunk = unsafe { chunk.as_ref() };
        chunk.reset();
        if cache::put(header) {
            return;
        }
    }
    // SAFETY: the caller says so.
    unsafe { free(header) };
}

/// Frees a block.
///
/// # Safety
///
/// No reference may be left, and the cache must not have it.
pub(super) unsafe fn free(header: NonNull<Header>) {
    // SAFETY: nobody else knows of the block, which is there still.
    let this = unsafe { header.as_ref() };
    let count = this.count as usize;
    let mut at = this.newest.load(Ordering::Relaxed);
    // SAFETY: I2: `count` chunks lie behind it, and it is not used after this.
    unsafe { deallocate(header, count) };
    while let Some(segment) = NonNull::new(at) {
        // SAFETY: I1: segments end here, each after it was read.
        let this = unsafe { segment.as_ref() };
        let count = this.count;
        at = this.older;
        // SAFETY: I2: `count` chunks lie behind it, and it is not used after this.
        unsafe { deallocate(segment, count) };
    }
}

fn layout<H>(count: usize) -> Layout {
    Layout::array::<Chunk>(count)
        .and_then(|chunks| Layout::new::<H>().extend(chunks))
        .expect("so many children fit into memory")
        .0
}

/// Allocates room for `head` and `count` chunks, and writes `head`.
fn allocate<H>(head: H, count: usize) -> NonNull<H> {
    let layout = layout::<H>(count);
    // SAFETY: a header is not of size zero.
    let memory = unsafe { alloc(layout) };
    let Some(memory) = NonNull::new(memory.cast::<H>()) else {
        handle_alloc_error(layout);
    };
    // SAFETY: the layout starts with room for a `H`.
    unsafe { memory.write(head) };
    memory
}

/// Finds the chunk number `index` behind a head.
///
/// # Safety
///
/// The head must have been allocated with more than `index` chunks.
#[inline]
unsafe fn nth<H>(head: NonNull<H>, index: usize) -> NonNull<Chunk> {
    // Chunks are aligned as heads are, so they begin where the head ends.
    const { assert!(size_of::<H>().is_multiple_of(align_of::<Chunk>())) };
    // SAFETY: I2: the caller says that it lies in the allocation.
    unsafe { head.byte_add(size_of::<H>() + index * size_of::<Chunk>()) }.cast()
}

/// Writes the chunks behind a head.
///
/// # Safety
///
/// The head must have been allocated with as many chunks as there are numbers.
unsafe fn init<H>(
    head: NonNull<H>,
    header: NonNull<Header>,
    numbers: Range<usize>,
    is_direct: bool,
) {
    for (index, number) in numbers.enumerate() {
        // SAFETY: the caller says that there is room.
        let chunk = unsafe { nth(head, index) };
        // SAFETY: as above.
        unsafe { chunk.write(Chunk::new(header, number, is_direct)) };
    }
}

/// Drops and frees a head and its chunks.
///
/// # Safety
///
/// The head must have been allocated with `count` chunks, and not be used again.
unsafe fn deallocate<H>(head: NonNull<H>, count: usize) {
    for index in 0..count {
        // SAFETY: the caller says that there are `count`.
        let chunk = unsafe { nth(head, index) };
        // SAFETY: I2: they were initialised, and are not used again.
        unsafe { chunk.drop_in_place() };
    }
    // SAFETY: as the caller says.
    unsafe { head.drop_in_place() };
    // SAFETY: I5: it was allocated by `allocate` with this layout.
    unsafe { dealloc(head.as_ptr().cast(), layout::<H>(count)) };
}
