//! The block that the wakers of the children share with the one who polls them.

#![expect(
    unsafe_code,
    reason = "a waker of a child is a pointer into memory that it shares with its siblings"
)]

mod block;
mod cache;
mod child_waker;
mod chunk;
mod first_pass;
mod here;
mod parent;
mod state;
mod woken;

pub(super) use first_pass::FirstPass;
pub(super) use parent::Registered;
pub(super) use woken::{Only, Woken};
