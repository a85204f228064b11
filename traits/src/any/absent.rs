//! What stands in the place of a part that a runtime does not have.

#[cfg(unix)]
use std::path::Path;
use std::{future::ready, io, net::SocketAddr};

use super::{
    AnyTcpListener, AnyTcpStream, AnyUdpSocket, exclusive::BoxFuture, resolve::DynResolve,
    tcp::DynTcpNet, udp::DynUdpNet,
};
#[cfg(unix)]
use super::{AnyUnixDatagram, AnyUnixListener, AnyUnixStream, unix::DynUnixNet};
#[cfg(unix)]
use crate::net::UnixListenOptions;
use crate::net::{TcpConnectOptions, TcpListenOptions, UdpOptions};

/// Answers every operation with [`io::ErrorKind::Unsupported`].
pub(super) struct Absent;

impl DynTcpNet for Absent {
    fn connect(
        &self,
        _addr: SocketAddr,
        _options: &TcpConnectOptions,
    ) -> BoxFuture<io::Result<AnyTcpStream>> {
        Box::pin(ready(Err(unsupported("tcp"))))
    }

    fn listen(&self, _addr: SocketAddr, _options: &TcpListenOptions) -> io::Result<AnyTcpListener> {
        Err(unsupported("tcp"))
    }
}

impl DynUdpNet for Absent {
    fn bind(&self, _addr: SocketAddr, _options: &UdpOptions) -> io::Result<AnyUdpSocket> {
        Err(unsupported("udp"))
    }
}

impl DynResolve for Absent {
    fn look_up(&self, _host: &str, _port: u16) -> BoxFuture<io::Result<Vec<SocketAddr>>> {
        Box::pin(ready(Err(unsupported("resolve"))))
    }
}

#[cfg(unix)]
impl DynUnixNet for Absent {
    fn connect(&self, _path: &Path) -> BoxFuture<io::Result<AnyUnixStream>> {
        Box::pin(ready(Err(unsupported("unix"))))
    }

    fn listen(&self, _path: &Path, _options: &UnixListenOptions) -> io::Result<AnyUnixListener> {
        Err(unsupported("unix"))
    }

    fn pair(&self) -> io::Result<(AnyUnixStream, AnyUnixStream)> {
        Err(unsupported("unix"))
    }

    fn datagram(&self, _path: Option<&Path>) -> io::Result<AnyUnixDatagram> {
        Err(unsupported("unix"))
    }

    fn datagram_pair(&self) -> io::Result<(AnyUnixDatagram, AnyUnixDatagram)> {
        Err(unsupported("unix"))
    }
}

pub(super) fn unsupported(part: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::Unsupported,
        format!("this runtime has no part `{part}`; its builder takes one"),
    )
}
