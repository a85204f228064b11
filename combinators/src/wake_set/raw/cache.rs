//! A few blocks of one chunk for the thread's next combinators.
//!
//! # Invariants
//!
//! - I1: a block in the cache has no reference, no bit set and no parent, and one chunk.

use std::{
    cell::Cell,
    ptr::{self, NonNull},
};

use super::block::{Header, free};

/// How many blocks a thread keeps, of 192 bytes each.
const ROOM: usize = 8;

struct Cache {
    blocks: [Cell<*mut Header>; ROOM],
    len: Cell<usize>,
}

// Loom counts what is alive at the end of an execution, and wants every block made in it.
#[cfg(not(loom))]
thread_local! {
    static CACHE: Cache = const {
        Cache {
            blocks: [const { Cell::new(ptr::null_mut()) }; ROOM],
            len: Cell::new(0),
        }
    };
}

/// Takes a block out, if there is one.
#[cfg(not(loom))]
#[inline]
pub(super) fn get() -> Option<NonNull<Header>> {
    // It fails while the thread ends, which is not the time to keep things.
    CACHE.try_with(Cache::get).ok().flatten()
}

/// Puts a block of one chunk in, unless there is no room. It must be as I1 says.
#[cfg(not(loom))]
#[inline]
pub(super) fn put(block: NonNull<Header>) -> bool {
    CACHE.try_with(|cache| cache.put(block)).unwrap_or(false)
}

#[cfg(loom)]
pub(super) fn get() -> Option<NonNull<Header>> {
    None
}

#[cfg(loom)]
pub(super) fn put(_: NonNull<Header>) -> bool {
    false
}

#[cfg_attr(loom, expect(dead_code, reason = "loom goes without the cache"))]
impl Cache {
    #[inline]
    fn get(&self) -> Option<NonNull<Header>> {
        let last = self.len.get().checked_sub(1)?;
        self.len.set(last);
        NonNull::new(self.blocks[last].replace(ptr::null_mut()))
    }

    #[inline]
    fn put(&self, block: NonNull<Header>) -> bool {
        let len = self.len.get();
        let Some(place) = self.blocks.get(len) else {
            return false;
        };
        place.set(block.as_ptr());
        self.len.set(len + 1);
        true
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        while let Some(block) = self.get() {
            // SAFETY: I1: nobody refers to it, and it is out of the cache.
            unsafe { free(block) };
        }
    }
}
