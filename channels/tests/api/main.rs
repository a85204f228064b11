//! The public interface, module by module.

#![cfg(not(loom))]

mod broadcast;
mod faults;
mod fuzz;
mod local;
mod mpmc;
mod mpsc;
mod notify;
mod oneshot;
mod poller;
mod priority;
mod random;
mod raw;
mod semaphore;
mod send_sync;
mod spsc;
mod traits;
mod watch;
