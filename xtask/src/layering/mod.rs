//! `cargo xtask layering`: which crate may depend on which, and where a runtime may be named.
//!
//! The rules are rows of data: [`layers`] says for each folder what it may see, [`runtimes`] which
//! crates are a runtime or a part of one and who may name them, [`exceptions`] what is let through and
//! why. Dependencies are read from `cargo metadata`, which resolves renames and inheritance; what a
//! crate pulls in through others is read from `cargo tree`.

mod command;
mod default_features;
mod exceptions;
mod layers;
mod reach;
mod runtimes;
mod siblings;

pub(crate) use command::command;
pub(crate) use layers::matches;
