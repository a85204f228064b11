use std::{io, net::SocketAddr, time::Duration};

use super::{Listener, TcpConnectOptions, TcpKeepalive, TcpListenOptions};
use crate::io::ByteStream;

/// Opens TCP connections and listens for them.
///
/// Implementers must accept the calls from any thread, outside of any runtime's context.
pub trait TcpNet {
    /// A connection.
    type TcpStream: TcpStream + 'static;
    /// The future of [`tcp_connect`](TcpNet::tcp_connect).
    type TcpConnect: Future<Output = io::Result<Self::TcpStream>> + 'static;
    /// A listening socket.
    type TcpListener: TcpListener<Stream = Self::TcpStream> + 'static;

    /// Connects to `addr`.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::ConnectionRefused`]; also after the runtime's
    /// shutdown.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the connection half made is closed.
    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> Self::TcpConnect;

    /// Listens on `addr`; port 0 lets the system choose one, which
    /// [`local_addr`](TcpListener::local_addr) tells.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::AddrInUse`]; also after the runtime's shutdown.
    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<Self::TcpListener>;
}

/// A TCP connection.
///
/// Dropping it closes both directions.
pub trait TcpStream: ByteStream {
    /// Returns the address of the peer.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::NotConnected`] after a reset.
    fn peer_addr(&self) -> io::Result<SocketAddr>;

    /// Returns the address of this end.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn local_addr(&self) -> io::Result<SocketAddr>;

    /// Tells whether small writes are sent at once.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn nodelay(&self) -> io::Result<bool>;

    /// Chooses whether small writes are sent at once (`TCP_NODELAY`).
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_nodelay(&self, on: bool) -> io::Result<()>;

    /// Returns how many hops packets may take; for an IPv6 connection, its hop limit.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn ttl(&self) -> io::Result<u32>;

    /// Sets how many hops packets may take; for an IPv6 connection, its hop limit.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_ttl(&self, hops: u32) -> io::Result<()>;

    /// Returns how long closing goes on sending in the background, `None` being the system's choice.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn linger(&self) -> io::Result<Option<Duration>>;

    /// Sets how long closing goes on sending; zero drops what is unsent and resets the connection.
    ///
    /// Closing blocks the thread for up to a linger time that is not zero.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_linger(&self, time: Option<Duration>) -> io::Result<()>;

    /// Returns how the idle connection is probed, `None` if not at all.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn keepalive(&self) -> io::Result<Option<TcpKeepalive>>;

    /// Chooses how the idle connection is probed.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_keepalive(&self, keepalive: Option<TcpKeepalive>) -> io::Result<()>;

    /// Returns the size of the receive buffer in bytes, as the system counts it.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn recv_buffer_size(&self) -> io::Result<usize>;

    /// Asks for a size of the receive buffer in bytes, which the system may round.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_recv_buffer_size(&self, bytes: usize) -> io::Result<()>;

    /// Returns the size of the send buffer in bytes, as the system counts it.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn send_buffer_size(&self) -> io::Result<usize>;

    /// Asks for a size of the send buffer in bytes, which the system may round.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_send_buffer_size(&self, bytes: usize) -> io::Result<()>;
}

/// A socket that listens for TCP connections.
///
/// Dropping it closes it: later connections are refused, those not yet accepted are reset.
pub trait TcpListener: Listener<Addr = SocketAddr> {
    /// Returns the address that the socket listens on, its port filled in.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn local_addr(&self) -> io::Result<SocketAddr>;
}
