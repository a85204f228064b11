#![doc = include_str!("../README.md")]

mod blocking;
pub mod mpsc;
mod raw;
pub mod receive;
mod receivers;
mod sync;
mod until_closed;
mod wake_list;
