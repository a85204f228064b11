use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::{socket, wait_queue::WaitQueue};
use anyrt_traits::net::{DatagramSocket, Received, RecvMode, UnixAddr, Waiter};
use tokio::io::Interest;

use super::stream::must_wait;
use crate::shared::Shared;

/// A Unix datagram socket over tokio's.
#[derive(Debug)]
pub struct UnixDatagram {
    inner: tokio::net::UnixDatagram,
    receiving: WaitQueue,
    sending: WaitQueue,
}

impl UnixDatagram {
    pub(crate) fn new(shared: &Shared, path: Option<&Path>) -> io::Result<Self> {
        let socket = socket::unix_datagram(path)?;
        let _context = shared.enter();
        Ok(tokio::net::UnixDatagram::from_std(socket)?.into())
    }

    pub(crate) fn pair(shared: &Shared) -> io::Result<(Self, Self)> {
        let _context = shared.enter();
        let (one, other) = tokio::net::UnixDatagram::pair()?;
        Ok((one.into(), other.into()))
    }
}

super::datagram::datagram_impls!(
    UnixDatagram,
    tokio::net::UnixDatagram,
    UnixAddr,
    socket::recv_unix_datagram,
    socket::send_unix_datagram
);

impl anyrt_traits::net::UnixDatagram for UnixDatagram {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        Ok(self.inner.local_addr()?.into())
    }

    fn peer_addr(&self) -> io::Result<UnixAddr> {
        Ok(self.inner.peer_addr()?.into())
    }

    fn connect(&self, path: &Path) -> io::Result<()> {
        self.inner.connect(path)
    }
}
