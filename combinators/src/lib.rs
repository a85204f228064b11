#![doc = include_str!("../README.md")]

pub mod wake_set;

pub use futures_util;
