//! A server for any tower service, with HTTP/1 and HTTP/2, on any runtime.

mod activity;
mod body;
mod builder;
mod connection;
mod connections;
mod exchange;
mod idling;
mod peer;
mod watched;

pub use body::Tracked;
pub use builder::Server;
pub use exchange::{Exchange, Exchanges};
pub use peer::Peer;
pub use watched::Watched;
