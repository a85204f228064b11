//! Streams made of streams.

mod chain;
mod faults;
mod merge;
pub(crate) mod source;
mod sweep;
mod zip;
