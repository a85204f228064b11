#![doc = include_str!("../README.md")]

pub use futures_util;
