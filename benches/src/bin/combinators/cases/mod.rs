//! The operations.

mod all;
mod copy;
mod forward;
mod join;
mod merge;
mod race;
mod sets;

pub(crate) use all::all;
