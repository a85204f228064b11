//! The system calls of the faults that have no safe wrapper.
//!
//! # Invariants
//!
//! - I1: they run only in a process that was started for one fault.
//! - I2: `sigaction` of libc is a plain structure, of which all zero is a value.
//! - I3: the handler of SIGUSR1 does nothing but add to an atomic number.

#![expect(
    unsafe_code,
    reason = "the disposition of a signal is set by an unsafe function"
)]

mod interrupt;
#[path = "../../../src/raw/signal.rs"]
mod signal;

pub(crate) use interrupt::{heard, interrupt, let_signals_interrupt};
pub(crate) use signal::{ignore_sigxfsz, let_sigpipe_kill};
