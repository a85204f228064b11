//! `cargo xtask migration`: the documentation examples of other crates, run on our channels.

mod command;
mod example;
mod exceptions;
mod generated;
mod render;
mod source;

pub(crate) use command::command;
