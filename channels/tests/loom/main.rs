//! Models with real threads: run with `RUSTFLAGS="--cfg loom"`, in release.

#![cfg(loom)]

mod count;
mod model;
mod notify;
mod oneshot;
mod semaphore;
mod watch;
