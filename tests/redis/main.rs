//! Claims about `examples/redis`, each tried on every runtime that is compiled in.
//!
//! The server's own modules are compiled in, with the claims about single parts that they hold.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the tests stand outside of the runtime: they guard it by real time, and their order is of no account"
)]

#[path = "../../examples/redis/app.rs"]
mod app;
#[path = "../../examples/redis/command/mod.rs"]
mod command;
#[path = "../../examples/redis/options.rs"]
mod options;
#[path = "../../examples/redis/persistence/mod.rs"]
mod persistence;
#[path = "../../examples/redis/resp/mod.rs"]
mod resp;
#[path = "../../examples/redis/server/mod.rs"]
mod server;
#[cfg(unix)]
#[path = "../../examples/redis/signals.rs"]
mod signals;
#[path = "../../examples/redis/stdin.rs"]
mod stdin;
#[path = "../../examples/redis/store/mod.rs"]
mod store;
#[path = "../../examples/redis/subscriptions/mod.rs"]
mod subscriptions;

mod aof;
mod blocking;
mod concurrency;
mod connections;
mod ending;
mod expiry;
mod harness;
mod hashes;
mod keys;
mod limits;
mod lists;
mod malformed;
mod parser;
mod pipelining;
mod protocols;
mod pubsub;
mod sets;
mod sorted_sets;
mod strings;
