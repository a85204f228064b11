//! What tests cannot do without unsafe code.

#![expect(unsafe_code, reason = "allocators are unsafe to write")]

mod counting;

pub(crate) use counting::{allocations, bytes};
