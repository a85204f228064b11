//! `cargo xtask faults`: what goes wrong around a runtime, and what was observed on each.
//!
//! The tests of `compat-tests/tests/faults` say what they saw in lines `FAULT <group>::<fault> <runtime>
//! <observation>`; they assert what must hold, so that a fault that is not withstood has no line.

mod command;
mod observations;
mod render;

pub(crate) use command::command;
