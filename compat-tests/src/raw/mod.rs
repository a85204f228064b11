//! The one system call of this crate that has no safe wrapper.
//!
//! # Invariants
//!
//! - I1: it runs only in a process that was started for one case.

#![expect(
    unsafe_code,
    reason = "the disposition of a signal is set by an unsafe function"
)]

mod signal;

pub(crate) use signal::{ignore_sigxfsz, let_sigpipe_kill};
