#![doc = include_str!("../README.md")]

pub mod forward;

pub use futures_util;
