#![doc = include_str!("../README.md")]

mod batches;
mod blocking;
pub mod notify;
pub mod oneshot;
mod raw;
pub mod semaphore;
mod sync;
mod wake_list;
pub mod watch;

pub use notify::Notify;
pub use semaphore::{
    AcquireError, OwnedSemaphorePermit, Semaphore, SemaphorePermit, TryAcquireError,
};
