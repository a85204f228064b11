#![doc = include_str!("../README.md")]

pub mod any;
pub mod io;
pub mod net;
pub mod random;
pub mod runtime;
pub mod task;
pub mod time;

pub use any::AnyRuntime;
pub use runtime::{LocalRuntime, OsRuntime, Runtime};
