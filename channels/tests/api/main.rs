//! The public interface, module by module.

#![cfg(not(loom))]

mod fuzz;
mod notify;
mod oneshot;
mod poller;
mod semaphore;
mod send_sync;
mod watch;
