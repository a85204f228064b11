//! What the spin lock finds in the crate.

pub(crate) use loom::{
    sync::atomic::{AtomicBool, Ordering},
    thread::yield_now,
};
