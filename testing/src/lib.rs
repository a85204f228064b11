#![doc = include_str!("../README.md")]

mod in_time;
mod runtimes;

#[doc(hidden)]
pub use anyrt;
pub use in_time::{LIMIT, in_time};
