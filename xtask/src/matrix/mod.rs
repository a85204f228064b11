//! `cargo xtask matrix`: the conformance suite's results, a row per clause and a column per runtime.
//!
//! Tests are named `<runtime>::<clause>::<case>`; the clauses and their titles come from
//! `docs/CONTRACT.md`, and the reasons for which a clause does not apply to a runtime from
//! `compat-tests/not-applicable.txt`.

mod clauses;
mod command;
mod grid;
mod not_applicable;
mod render;
mod results;

pub(crate) use command::command;
pub(crate) use grid::family;
