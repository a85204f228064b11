//! An allocator that counts.
//!
//! # Invariants
//!
//! - I1: every call goes to the system's allocator with the arguments it came with.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

/// Tells how many allocations the calling thread has made, those that grew one included.
pub(crate) fn allocations() -> u64 {
    COUNT.get()
}

/// Tells how many bytes the calling thread has allocated and not freed, if no other thread frees them.
pub(crate) fn bytes() -> usize {
    BYTES.get()
}

fn count(more: usize, less: usize) {
    BYTES.set(BYTES.get().wrapping_add(more).wrapping_sub(less));
}

// SAFETY: I1: the system's allocator keeps what the trait asks for; counting touches no memory of it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        count(layout.size(), 0);
        // SAFETY: I1: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: I1: the caller keeps the contract of `dealloc`, and the memory came from `System`.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        count(size, layout.size());
        // SAFETY: I1: the caller keeps the contract of `realloc`, and the memory came from `System`.
        unsafe { System.realloc(memory, layout, size) }
    }
}
