#![doc = include_str!("../README.md")]

mod blocking;
mod budget;
mod handles;
pub mod mpmc;
pub mod mpsc;
mod raw;
pub mod receive;
mod receivers;
mod rendezvous;
pub mod spsc;
mod sync;
mod until_closed;
mod wake_list;
