//! Channels of one thread.

mod fuzz;
mod many;
mod mpsc;
mod notify;
mod oneshot;
mod panics;
mod reserving;
mod semaphore;
mod single;
