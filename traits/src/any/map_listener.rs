use std::{
    io,
    net::SocketAddr,
    task::{Context, Poll},
};

use crate::net::{Listener, TcpListener, Waiter};
#[cfg(unix)]
use crate::net::{UnixAddr, UnixListener};

/// Listens for concrete streams and erases the type of each.
pub(super) struct MapListener<L: Listener, A> {
    listener: L,
    erase: fn(L::Stream) -> A,
}

impl<L: Listener, A> MapListener<L, A> {
    pub(super) const fn new(listener: L, erase: fn(L::Stream) -> A) -> Self {
        Self { listener, erase }
    }
}

impl<L: Listener, A> Listener for MapListener<L, A> {
    type Stream = A;
    type Addr = L::Addr;

    fn poll_accept(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(A, L::Addr)>> {
        self.listener
            .poll_accept(cx, waiter)
            .map_ok(|(stream, addr)| ((self.erase)(stream), addr))
    }
}

impl<L: TcpListener, A> TcpListener for MapListener<L, A> {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

#[cfg(unix)]
impl<L: UnixListener, A> UnixListener for MapListener<L, A> {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        self.listener.local_addr()
    }
}
