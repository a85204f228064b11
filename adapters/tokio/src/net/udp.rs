use std::{
    io,
    net::SocketAddr,
    os::fd::{AsFd, BorrowedFd},
    sync::Arc,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::{socket, wait_queue::WaitQueue};
use anyrt_traits::net::{DatagramSocket, Received, RecvMode, UdpOptions, Waiter};
use tokio::io::Interest;

use super::stream::is_retried;
use crate::shared::{Life, Shared};

/// A UDP socket over tokio's.
#[derive(Debug)]
pub struct UdpSocket {
    inner: tokio::net::UdpSocket,
    receiving: WaitQueue,
    sending: WaitQueue,
    life: Life,
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
        Ok(Self::new_in(socket, shared.into()))
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
