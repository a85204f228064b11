//! Models with real threads: `cargo xtask loom`.

#![cfg(loom)]

mod model;
mod mpsc_bounded;
mod mpsc_unbounded;
