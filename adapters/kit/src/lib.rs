#![doc = include_str!("../README.md")]

#[cfg(not(unix))]
compile_error!("the adapters of anyrt run on Unix so far; `anyrt-traits` has no such limit");

pub mod context;
pub mod lookup;
pub mod random;
pub mod socket;
pub mod task;
pub mod wait_queue;
