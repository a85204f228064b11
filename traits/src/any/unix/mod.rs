//! Erased Unix sockets.

mod connect;
mod datagram;
mod listener;
mod net;
mod stream;

pub use connect::AnyUnixConnect;
pub use datagram::AnyUnixDatagram;
pub use listener::AnyUnixListener;
pub(super) use net::DynUnixNet;
pub use stream::{AnyUnixReadHalf, AnyUnixStream, AnyUnixWriteHalf};
