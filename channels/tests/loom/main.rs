//! Models with real threads: `cargo xtask loom`.

#![cfg(loom)]

mod count;
mod model;
mod mpmc;
mod mpsc_bounded;
mod mpsc_unbounded;
mod notify;
mod oneshot;
mod semaphore;
mod watch;
