//! The bridge on every runtime, and on the erased form of each.

mod client;
mod end;
mod limits;
mod server;
mod streams;
mod support;
