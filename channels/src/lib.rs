#![doc = include_str!("../README.md")]

mod raw;
mod sync;
mod wake_list;
