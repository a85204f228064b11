//! Channels that stay on one thread, and so need no atomic operation.
//!
//! Their handles are not `Send`. Names and meanings are those of the modules beside this one, and so are the
//! guarantees: those that wait get their turn in their order and nobody overtakes them, the capacity is exact,
//! a send or receive that is dropped loses nothing and passes its turn on, wakers are never called in the
//! middle of an operation, and an asynchronous receive pends once after 128 that were ready.
//!
//! Memory is taken as messages and waiting futures come, and given back when a burst is over: room for 256
//! messages and 64 waiting futures is kept.

mod channel;
mod closed;
mod handles;
pub mod mpmc;
pub mod mpsc;
mod notify;
pub mod oneshot;
mod queue;
pub mod semaphore;
mod send;

pub use notify::{Notified, Notify};
pub use semaphore::{Semaphore, SemaphorePermit};
