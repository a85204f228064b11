//! The bridge on every runtime, and on the erased form of each.
#![cfg(unix)]

mod http3;
mod streams;
mod support;
mod trouble;
