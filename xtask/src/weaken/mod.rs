//! `cargo xtask loom --weaken`: whether a model fails when an ordering is `Relaxed` that was not.

mod command;
mod copy;
mod site;
mod verdict;

pub(crate) use command::command;
