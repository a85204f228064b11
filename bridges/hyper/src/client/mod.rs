//! What hyper-util's client with a pool needs to run on any runtime.

mod connector;
mod pool;
mod stream;

pub use connector::{ConnectError, Connecting, Connector};
pub use pool::{Client, builder, client};
pub use stream::{ClientIo, Peer};
