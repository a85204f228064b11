//! Models with real threads: `cargo xtask loom`.

#![cfg(loom)]

mod broadcast;
mod count;
mod model;
mod mpmc;
mod mpsc_bounded;
mod mpsc_unbounded;
mod notify;
mod oneshot;
mod priority;
mod semaphore;
mod watch;
