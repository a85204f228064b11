//! The bridge on every runtime, and on the erased form of each.

#[macro_use]
mod runtimes;

mod client;
mod end;
mod limits;
mod server;
mod streams;
mod support;
