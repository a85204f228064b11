#![doc = include_str!("../README.md")]

mod blocking;
pub mod broadcast;
mod budget;
mod handles;
pub mod local;
pub mod mpmc;
pub mod mpsc;
pub mod priority;
mod raw;
pub mod receive;
mod receivers;
mod rendezvous;
mod sync;
mod until_closed;
mod waiters;
mod wake_list;
