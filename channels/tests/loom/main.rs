//! Models with real threads: `cargo xtask loom`.

#![cfg(loom)]

mod broadcast;
mod model;
mod mpsc_bounded;
mod mpsc_unbounded;
mod priority;
