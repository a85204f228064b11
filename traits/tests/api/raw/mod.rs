//! Counting allocations, for which an allocator must be written, and initialising memory.

#![expect(
    unsafe_code,
    reason = "allocators are unsafe to implement, and so is telling that memory is initialised"
)]

mod counting;
mod front;

pub(crate) use counting::allocations;
pub(crate) use front::write_front;
