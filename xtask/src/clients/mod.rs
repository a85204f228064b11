//! `cargo xtask clients`: programs of others against `examples/web`, on every runtime.
//!
//! It is for a machine that has them: what is missing is told with the package that brings it.

mod command;
mod runs;
mod site;
mod tools;

pub(crate) use command::command;
