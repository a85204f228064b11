//! Channels of one thread.

mod fuzz;
mod many;
mod notify;
mod oneshot;
mod semaphore;
mod single;
