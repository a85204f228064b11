use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    sync::Arc,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::{life::Lifetime, socket, wait_queue::WaitQueue};
use anyrt_traits::net::{DatagramSocket, Received, RecvMode, UnixAddr, Waiter};
use tokio::io::Interest;

use super::stream::is_retried;
use crate::shared::Shared;

/// A Unix datagram socket over tokio's.
#[derive(Debug)]
pub struct UnixDatagram {
    inner: tokio::net::UnixDatagram,
    receiving: WaitQueue,
    sending: WaitQueue,
    lifetime: Lifetime,
}

impl UnixDatagram {
    pub(crate) fn new(shared: &Arc<Shared>, path: Option<&Path>) -> io::Result<Self> {
        let _context = shared.open()?;
        let socket = socket::unix_datagram(path)?;
        let socket = tokio::net::UnixDatagram::from_std(socket)?;
        Ok(Self::new_in(socket, &shared.lifetime))
    }

    pub(crate) fn pair(shared: &Arc<Shared>) -> io::Result<(Self, Self)> {
        let _context = shared.open()?;
        let (one, other) = tokio::net::UnixDatagram::pair()?;
        Ok((
            Self::new_in(one, &shared.lifetime),
            Self::new_in(other, &shared.lifetime),
        ))
    }

    fn new_in(inner: tokio::net::UnixDatagram, lifetime: &Lifetime) -> Self {
        Self {
            inner,
            receiving: WaitQueue::living_for(lifetime),
            sending: WaitQueue::living_for(lifetime),
            lifetime: lifetime.clone(),
        }
    }

    /// Returns tokio's own socket.
    #[must_use]
    pub const fn get_ref(&self) -> &tokio::net::UnixDatagram {
        &self.inner
    }

    /// Takes tokio's own socket out.
    #[must_use]
    pub fn into_inner(self) -> tokio::net::UnixDatagram {
        self.inner
    }

    #[expect(
        clippy::unused_self,
        reason = "UDP sockets have a watch for errors from the network"
    )]
    const fn poll_error(&self, _cx: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
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
