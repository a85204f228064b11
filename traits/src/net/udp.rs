use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
};

use super::DatagramSocket;

/// Binds UDP sockets.
///
/// Implementers must accept the call from any thread, outside of any runtime's context.
pub trait UdpNet {
    /// A UDP socket.
    type UdpSocket: UdpSocket + 'static;

    /// Binds a socket to `addr`; port 0 lets the system choose one.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::AddrInUse`]; also after the runtime's shutdown.
    fn udp_bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<Self::UdpSocket>;
}

/// Says how to bind a UDP socket.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct UdpOptions {
    /// Whether several sockets may bind the address, as receivers of one multicast group do. Default
    /// `false`.
    pub reuse_addr: bool,
    /// Whether several sockets may share the address, datagrams being spread among them
    /// (`SO_REUSEPORT`). Default `false`; an error where the system has no such option.
    pub reuse_port: bool,
    /// Whether a socket on an IPv6 address refuses IPv4. Default `false`: dual-stack.
    pub only_v6: bool,
    /// The size of the receive buffer in bytes, which the system may round; its choice if `None`.
    pub recv_buffer_size: Option<usize>,
    /// The size of the send buffer in bytes, which the system may round; its choice if `None`.
    pub send_buffer_size: Option<usize>,
}

impl UdpOptions {
    /// Makes the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`reuse_addr`](Self::reuse_addr).
    #[must_use]
    pub const fn reuse_addr(mut self, on: bool) -> Self {
        self.reuse_addr = on;
        self
    }

    /// Sets [`reuse_port`](Self::reuse_port).
    #[must_use]
    pub const fn reuse_port(mut self, on: bool) -> Self {
        self.reuse_port = on;
        self
    }

    /// Sets [`only_v6`](Self::only_v6).
    #[must_use]
    pub const fn only_v6(mut self, on: bool) -> Self {
        self.only_v6 = on;
        self
    }

    /// Sets [`recv_buffer_size`](Self::recv_buffer_size).
    #[must_use]
    pub const fn recv_buffer_size(mut self, bytes: usize) -> Self {
        self.recv_buffer_size = Some(bytes);
        self
    }

    /// Sets [`send_buffer_size`](Self::send_buffer_size).
    #[must_use]
    pub const fn send_buffer_size(mut self, bytes: usize) -> Self {
        self.send_buffer_size = Some(bytes);
        self
    }
}

/// A UDP socket.
///
/// Sends and receives are those of [`DatagramSocket`], awaited through
/// [`DatagramSocketExt`](super::DatagramSocketExt).
pub trait UdpSocket: DatagramSocket<Addr = SocketAddr> {
    /// Returns the address that the socket is bound to.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn local_addr(&self) -> io::Result<SocketAddr>;

    /// Returns the address that the socket is connected to.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::NotConnected`] if it is not.
    fn peer_addr(&self) -> io::Result<SocketAddr>;

    /// Sets the address that sends go to and that receives are limited to. It does not wait.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn connect(&self, addr: SocketAddr) -> io::Result<()>;

    /// Tells whether the socket may send to broadcast addresses.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn broadcast(&self) -> io::Result<bool>;

    /// Chooses whether the socket may send to broadcast addresses.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_broadcast(&self, on: bool) -> io::Result<()>;

    /// Returns how many hops packets may take; for an IPv6 socket, its hop limit.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn ttl(&self) -> io::Result<u32>;

    /// Sets how many hops packets may take; for an IPv6 socket, its hop limit.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_ttl(&self, hops: u32) -> io::Result<()>;

    /// Chooses whether multicast datagrams are also delivered to this machine; for both IP versions.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_multicast_loop(&self, on: bool) -> io::Result<()>;

    /// Sets how many hops multicast datagrams may take.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn set_multicast_ttl(&self, hops: u32) -> io::Result<()>;

    /// Joins an IPv4 multicast group on the interface with this address.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn join_multicast_v4(&self, group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()>;

    /// Leaves an IPv4 multicast group on the interface with this address.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn leave_multicast_v4(&self, group: Ipv4Addr, interface: Ipv4Addr) -> io::Result<()>;

    /// Joins an IPv6 multicast group on the interface with this index, 0 being any.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn join_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> io::Result<()>;

    /// Leaves an IPv6 multicast group on the interface with this index, 0 being any.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn leave_multicast_v6(&self, group: Ipv6Addr, interface: u32) -> io::Result<()>;
}
