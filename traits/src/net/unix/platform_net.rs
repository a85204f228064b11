use std::{io, path::Path};

use crate::io::ByteStream;

use super::{UnixDatagram, UnixListener, UnixStream};

/// What an operating system adds to [`Net`](crate::net::Net): on Unix, its sockets; elsewhere nothing.
///
/// Paths are used as they are given: binding creates the file, and nothing removes it.
pub trait PlatformNet {
    /// A connected stream socket.
    type UnixStream: UnixStream + 'static;
    /// The future of [`unix_connect`](PlatformNet::unix_connect).
    type UnixConnect: Future<Output = io::Result<Self::UnixStream>> + 'static;
    /// A listening socket.
    type UnixListener: UnixListener<Stream = Self::UnixStream> + 'static;
    /// A datagram socket.
    type UnixDatagram: UnixDatagram + 'static;

    /// Connects to the socket at `path`.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::NotFound`],
    /// [`io::ErrorKind::ConnectionRefused`], or [`io::ErrorKind::WouldBlock`] if the listener's backlog is
    /// full, which Linux gives no event about; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the connection half made is closed.
    fn unix_connect(&self, path: &Path) -> Self::UnixConnect;

    /// Listens on a socket made at `path`.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::AddrInUse`] if the path exists; also after the
    /// runtime's shutdown.
    fn unix_listen(
        &self,
        path: &Path,
        options: &UnixListenOptions,
    ) -> io::Result<Self::UnixListener>;

    /// Makes two streams that are connected to each other.
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    fn unix_pair(&self) -> io::Result<(Self::UnixStream, Self::UnixStream)>;

    /// Binds a datagram socket to `path`, or to no path at all.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::AddrInUse`] if the path exists; also after the
    /// runtime's shutdown.
    fn unix_datagram(&self, path: Option<&Path>) -> io::Result<Self::UnixDatagram>;

    /// Makes two datagram sockets that are connected to each other.
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    fn unix_datagram_pair(&self) -> io::Result<(Self::UnixDatagram, Self::UnixDatagram)>;
}

/// [`PlatformNet`] whose sockets may move between threads.
///
/// Implemented for every type that qualifies.
pub trait SendPlatformNet:
    PlatformNet<
        UnixStream: Send + Sync + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>,
        UnixConnect: Send,
        UnixListener: Send + Sync,
        UnixDatagram: Send + Sync,
    > + Send
    + Sync
{
}

impl<T> SendPlatformNet for T where
    T: PlatformNet<
            UnixStream: Send + Sync + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>,
            UnixConnect: Send,
            UnixListener: Send + Sync,
            UnixDatagram: Send + Sync,
        > + Send
        + Sync
        + ?Sized
{
}

/// Says how to listen on a Unix socket.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnixListenOptions {
    /// How many connections may wait to be accepted, which the system may cap. Default 1024.
    pub backlog: u32,
}

impl UnixListenOptions {
    /// Makes the default options.
    #[must_use]
    pub const fn new() -> Self {
        Self { backlog: 1024 }
    }

    /// Sets [`backlog`](Self::backlog).
    #[must_use]
    pub const fn backlog(mut self, backlog: u32) -> Self {
        self.backlog = backlog;
        self
    }
}

impl Default for UnixListenOptions {
    fn default() -> Self {
        Self::new()
    }
}
