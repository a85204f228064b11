//! The operations through anyrt, written once: for a runtime of known type and for the erased one.

mod launch;
mod operations;

pub(crate) use launch::{Anyrt, Driver};
