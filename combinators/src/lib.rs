#![doc = include_str!("../README.md")]

pub mod forward;
pub mod io;
pub mod task;
pub mod time;
pub mod watch;

pub use futures_util;
