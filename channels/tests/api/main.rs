//! The public interface, module by module.

#![cfg(not(loom))]

mod faults;
mod fuzz;
mod mpmc;
mod mpsc;
mod notify;
mod oneshot;
mod poller;
mod raw;
mod semaphore;
mod send_sync;
mod spsc;
mod watch;
