#![doc = include_str!("../README.md")]

pub mod future;
pub mod set;
pub mod stream;
pub mod wake_set;

pub use futures_util;
