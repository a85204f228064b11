#![doc = include_str!("../README.md")]

mod batches;
mod blocking;
pub mod broadcast;
mod budget;
mod handles;
pub mod local;
pub mod mpmc;
pub mod mpsc;
pub mod notify;
pub mod oneshot;
pub mod priority;
mod raw;
pub mod receive;
mod receivers;
mod rendezvous;
pub mod semaphore;
pub mod spsc;
mod sync;
mod until_closed;
mod waiters;
mod wake_list;
pub mod watch;

pub use notify::Notify;
pub use semaphore::{
    AcquireError, OwnedSemaphorePermit, Semaphore, SemaphorePermit, TryAcquireError,
};
