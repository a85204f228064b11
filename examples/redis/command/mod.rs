//! The commands: plain functions from a request and the data to a reply.
//!
//! To add one, write a function with the signature of `table::Handler` in the file of its group and name
//! it in the `COMMANDS` of that file. A command that writes says there how the append-only file holds it.

mod blocking;
mod client;
mod config;
mod connection;
mod context;
mod counters;
mod error;
mod exact;
mod execute;
mod expiry;
mod hashes;
mod info;
mod introspection;
mod keys;
mod kill;
mod lists;
mod number;
mod persistence;
mod scan;
mod server;
mod set_algebra;
mod set_options;
mod sets;
mod sorted_add;
mod sorted_ranges;
mod sorted_sets;
mod strings;
mod subcommand;
mod subscriptions;
mod substrings;
mod table;
mod unblock;
mod wait;

pub(crate) use context::{Context, Session};
pub(crate) use error::{CommandError, Done};
pub(crate) use execute::{execute, misconfigured, replay};
#[cfg(test)]
pub(crate) use table::all as commands_of_the_table;
pub(crate) use table::{Access, Arity, Command, Keys, Logged};
pub(crate) use wait::Wait;
