//! Erased TCP.

mod connect;
mod listener;
mod net;
mod stream;

pub use connect::AnyTcpConnect;
pub use listener::AnyTcpListener;
pub(super) use net::DynTcpNet;
pub use stream::{AnyTcpReadHalf, AnyTcpStream, AnyTcpWriteHalf};
