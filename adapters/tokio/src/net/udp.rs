use std::{
    io,
    net::SocketAddr,
    os::fd::{AsFd, BorrowedFd},
    sync::Arc,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::{life::Lifetime, socket, wait_queue::WaitQueue};
use anyrt_traits::net::{DatagramSocket, Received, RecvMode, UdpOptions, Waiter};
use tokio::io::Interest;

use super::{error_watch::ErrorWatch, stream::is_retried};
use crate::shared::Shared;

/// A UDP socket over tokio's.
#[derive(Debug)]
pub struct UdpSocket {
    /// Shared with the watch alone.
    inner: Arc<tokio::net::UdpSocket>,
    errors: ErrorWatch,
    receiving: WaitQueue,
    sending: WaitQueue,
    lifetime: Lifetime,
}

impl UdpSocket {
    pub(crate) fn new(
        shared: &Arc<Shared>,
        addr: SocketAddr,
        options: &UdpOptions,
    ) -> io::Result<Self> {
        let _context = shared.open()?;
        let socket = socket::udp_socket(addr, options)?;
        let socket = tokio::net::UdpSocket::from_std(socket)?;
        Ok(Self::new_in(socket, &shared.lifetime))
    }

    fn new_in(inner: tokio::net::UdpSocket, lifetime: &Lifetime) -> Self {
        Self {
            inner: Arc::new(inner),
            errors: ErrorWatch::default(),
            receiving: WaitQueue::living_for(lifetime),
            sending: WaitQueue::living_for(lifetime),
            lifetime: lifetime.clone(),
        }
    }

    /// Returns tokio's own socket.
    #[must_use]
    pub fn get_ref(&self) -> &tokio::net::UdpSocket {
        &self.inner
    }

    /// Takes tokio's own socket out.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "nobody else shares the socket")]
    pub fn into_inner(self) -> tokio::net::UdpSocket {
        drop(self.errors);
        Arc::into_inner(self.inner).expect("only the watch, which is gone, shared the socket")
    }

    fn poll_error(&self, cx: &mut Context<'_>) -> Poll<()> {
        self.errors.poll(&self.inner, cx)
    }
}

super::datagram::datagram_impls!(
    UdpSocket,
    tokio::net::UdpSocket,
    SocketAddr,
    socket::recv_datagram,
    socket::send_datagram
);
anyrt_adapter_kit::udp_socket_options!(UdpSocket);
