use std::{io, net::SocketAddr, sync::Arc};

use anyrt_adapter_kit::{socket, wait_queue::WaitQueue};
use anyrt_traits::net::TcpListenOptions;

use super::{TcpStream, listener::listener_impls};
use crate::shared::Shared;

/// A listening TCP socket over tokio's.
#[derive(Debug)]
pub struct TcpListener {
    inner: tokio::net::TcpListener,
    shared: Arc<Shared>,
    queue: WaitQueue,
}

impl TcpListener {
    pub(crate) fn new(
        shared: &Arc<Shared>,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<Self> {
        let _context = shared.open()?;
        let listener = socket::tcp_listener(addr, options)?;
        Ok(Self {
            inner: tokio::net::TcpListener::from_std(listener)?,
            shared: shared.clone(),
            queue: WaitQueue::living_for(&shared.lifetime),
        })
    }
}

listener_impls!(
    TcpListener,
    tokio::net::TcpListener,
    TcpStream,
    SocketAddr,
    |peer| peer
);

impl anyrt_traits::net::TcpListener for TcpListener {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }
}
