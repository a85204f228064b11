//! tokio's sockets.

mod datagram;
mod dial;
mod error_watch;
mod listener;
mod source;
mod stream;
mod tcp_listener;
mod tcp_stream;
mod udp;
mod unix_datagram;
mod unix_listener;
mod unix_stream;

pub use dial::{TcpConnect, UnixConnect};
pub use source::Source;
pub use tcp_listener::TcpListener;
pub use tcp_stream::{TcpReadHalf, TcpStream, TcpWriteHalf};
pub use udp::UdpSocket;
pub use unix_datagram::UnixDatagram;
pub use unix_listener::UnixListener;
pub use unix_stream::{UnixReadHalf, UnixStream, UnixWriteHalf};
