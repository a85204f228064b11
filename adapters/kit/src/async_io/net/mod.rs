//! Sockets on async-io.

mod attempts;
mod datagram;
mod dial;
mod halves;
mod listener;
mod socket;
mod source;
mod stream;
mod stream_waker;

pub use datagram::{Datagram, UdpSocket, UnixDatagram};
pub use dial::{AsyncIoDial, TcpConnect, UnixConnect};
pub use halves::{ReadHalf, TcpReadHalf, TcpWriteHalf, UnixReadHalf, UnixWriteHalf, WriteHalf};
pub use listener::{Listener, TcpListener, UnixListener};
pub use source::Source;
pub use stream::{Stream, TcpStream, UnixStream};
