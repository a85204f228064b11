//! Memory that is not initialised, passed between hyper's cursor and ours.
//!
//! # Invariants
//!
//! - I1: what a [`ReadCursor`](anyrt_traits::io::ReadCursor) calls filled is initialised.
//! - I2: hyper's unfilled memory is written to through a `ReadCursor` alone, which never takes bytes back to
//!   uninitialised.

#![expect(
    unsafe_code,
    reason = "hyper's cursor tells of what was written by an unsafe call"
)]

mod read;

pub(crate) use read::{poll_read_from_hyper, poll_read_into_hyper};
