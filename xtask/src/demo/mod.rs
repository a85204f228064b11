//! `cargo xtask demo`: one server, written once, on each runtime in turn, under load.
//!
//! The load generator is part of this binary, so there is nothing to install: a few threads, many
//! connections, each in a closed loop (send one request or a pipeline of them, check every reply,
//! repeat). Replies are compared byte for byte with what the protocol says they must be, and after each
//! measurement the server's state is compared with what it acknowledged.

mod client;
mod command;
mod connection;
mod histogram;
mod kept;
mod load;
mod report;
mod resp;
mod server;
#[cfg(test)]
mod stand_in;
mod workload;

pub(crate) use command::command;
pub(crate) use server::Server;
