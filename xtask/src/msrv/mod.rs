//! `cargo xtask msrv`: `rust-version` is stated once, and no dependency asks for a newer one.

mod command;
mod dependencies;
mod stated;
mod version;

pub(crate) use command::command;
