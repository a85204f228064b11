#![doc = include_str!("../README.md")]

pub mod any;
pub mod fs;
pub mod io;
pub mod net;
#[cfg(unix)]
pub mod process;
pub mod random;
pub mod runtime;
#[cfg(unix)]
pub mod signal;
pub mod stdio;
pub mod task;
pub mod time;

pub use any::AnyRuntime;
pub use runtime::{LocalRuntime, OsRuntime, Runtime};
