//! Counting allocations, for which an allocator must be written.

#![expect(unsafe_code, reason = "allocators are unsafe to implement")]

mod counting;

pub(crate) use counting::{allocations, bytes};
