//! The command line: which commands there are, and what each does.

mod args;
mod commands;
mod dispatch;

pub(crate) use args::Args;
#[cfg(test)]
pub(crate) use commands::COMMANDS;
pub(crate) use dispatch::run;
