//! The server: it accepts clients, answers them, and ends in order.
//!
//! It is written over `R: Runtime`, and where the append-only file comes in, over `SendFs` too.

mod batch;
mod clients;
mod connection;
mod counters;
mod deferred;
mod exchange;
mod expiry;
mod farewell;
mod held;
mod limits;
mod patience;
mod serve;
mod shutdown;
mod state;
mod turn_away;
mod visit;

pub(crate) use clients::{Client, Clients};
pub(crate) use deferred::Deferred;
pub(crate) use limits::Limits;
pub(crate) use serve::{listen, serve};
pub(crate) use shutdown::Shutdown;
pub(crate) use state::{Server, Shared, milliseconds};
