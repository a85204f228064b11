use std::{io, path::Path};

use super::UnixAddr;
use crate::{
    io::ByteStream,
    net::{DatagramSocket, Listener},
};

/// A connected Unix stream socket.
pub trait UnixStream: ByteStream {
    /// Returns the address of the peer.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn peer_addr(&self) -> io::Result<UnixAddr>;

    /// Returns the address of this end.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn local_addr(&self) -> io::Result<UnixAddr>;
}

/// A Unix socket that listens for connections.
pub trait UnixListener: Listener<Addr = UnixAddr> {
    /// Returns the address that the socket listens on.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn local_addr(&self) -> io::Result<UnixAddr>;
}

/// A Unix datagram socket.
///
/// Sends and receives are those of [`DatagramSocket`], awaited through
/// [`DatagramSocketExt`](crate::net::DatagramSocketExt).
pub trait UnixDatagram: DatagramSocket<Addr = UnixAddr> {
    /// Returns the address that the socket is bound to.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn local_addr(&self) -> io::Result<UnixAddr>;

    /// Returns the address that the socket is connected to.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::NotConnected`] if it is not.
    fn peer_addr(&self) -> io::Result<UnixAddr>;

    /// Connects to the socket at `path`. It does not wait.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn connect(&self, path: &Path) -> io::Result<()>;
}
