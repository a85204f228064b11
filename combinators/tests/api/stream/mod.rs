//! Streams made of streams.

mod chain;
mod faults;
mod merge;
mod source;
mod sweep;
mod zip;
