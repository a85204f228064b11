#![doc = include_str!("../README.md")]

pub mod concurrent;
pub mod forward;
pub mod future;
pub mod io;
pub mod set;
pub mod stream;
pub mod task;
pub mod time;
pub mod wake_set;
pub mod watch;

pub use futures_util;
