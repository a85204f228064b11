//! The operations.

mod all;
mod concurrent;
mod copy;
mod forward;
mod join;
mod merge;
mod race;
mod sets;
mod timeout;
mod token;

pub(crate) use all::all;
