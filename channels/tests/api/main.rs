//! The public interface, module by module.

#![cfg(not(loom))]

mod broadcast;
mod fuzz;
mod mpmc;
mod mpsc;
mod notify;
mod oneshot;
mod poller;
mod random;
mod raw;
mod semaphore;
mod send_sync;
mod traits;
mod watch;
