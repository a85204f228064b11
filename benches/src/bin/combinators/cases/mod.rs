//! The operations.

mod all;
mod concurrent;
mod copy;
mod forward;
mod join;
mod lines;
mod merge;
mod race;
mod sets;
mod streams_of_many;
mod timeout;
mod token;
mod try_join;

pub(crate) use all::all;
