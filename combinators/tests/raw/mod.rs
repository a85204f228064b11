//! What tests cannot do without unsafe code.

#![expect(
    unsafe_code,
    reason = "loom has no scoped threads and no cells to share, and allocators are unsafe to write"
)]

#[cfg(loom)]
mod clone_twice;
#[cfg(not(loom))]
mod counting;
#[cfg(loom)]
mod used;

#[cfg(loom)]
pub(crate) use clone_twice::clone_twice;
#[cfg(not(loom))]
pub(crate) use counting::allocations;
#[cfg(loom)]
pub(crate) use used::Used;
