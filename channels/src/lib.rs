#![doc = include_str!("../README.md")]

mod blocking;
mod raw;
mod sync;
mod wake_list;
