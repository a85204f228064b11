//! The system calls of the faults that have no safe wrapper.
//!
//! # Invariants
//!
//! - I1: they run only in a process that was started for one fault.

#![expect(
    unsafe_code,
    reason = "the disposition of a signal is set by an unsafe function"
)]

#[path = "../../../src/raw/signal.rs"]
mod signal;

pub(crate) use signal::{ignore_sigxfsz, let_sigpipe_kill};
