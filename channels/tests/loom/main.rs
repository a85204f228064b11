//! Models with real threads: `cargo xtask loom`.

#![cfg(loom)]

mod broadcast;
mod count;
mod model;
mod mpmc;
mod mpsc;
mod notify;
mod oneshot;
mod priority;
mod raw;
mod seen;
mod semaphore;
mod spin_lock;
mod sync;
mod watch;
