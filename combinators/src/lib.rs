#![doc = include_str!("../README.md")]

pub mod forward;
pub mod task;
pub mod time;

pub use futures_util;
