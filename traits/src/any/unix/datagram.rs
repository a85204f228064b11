use std::{
    fmt, io,
    path::Path,
    task::{Context, Poll},
};

use crate::{
    any::mirror::debug_by_name,
    net::{DatagramSocket, Received, RecvMode, UnixAddr, UnixDatagram, Waiter},
};

/// The Unix datagram socket of an [`AnyRuntime`](crate::AnyRuntime).
///
/// Any number of tasks may send and receive at once, as the socket inside serves them.
pub struct AnyUnixDatagram {
    inner: Box<dyn UnixDatagram + Send + Sync>,
}

impl AnyUnixDatagram {
    pub(super) fn new(socket: impl UnixDatagram + Send + Sync + 'static) -> Self {
        let inner = Box::new(socket);
        Self { inner }
    }
}

impl DatagramSocket for AnyUnixDatagram {
    type Addr = UnixAddr;

    fn poll_recv_from(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &mut [u8],
        mode: RecvMode,
    ) -> Poll<io::Result<Received<UnixAddr>>> {
        self.inner.poll_recv_from(cx, waiter, buf, mode)
    }

    fn poll_send_to(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        buf: &[u8],
        target: Option<&UnixAddr>,
    ) -> Poll<io::Result<usize>> {
        self.inner.poll_send_to(cx, waiter, buf, target)
    }
}

impl UnixDatagram for AnyUnixDatagram {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        self.inner.local_addr()
    }

    fn peer_addr(&self) -> io::Result<UnixAddr> {
        self.inner.peer_addr()
    }

    fn connect(&self, path: &Path) -> io::Result<()> {
        self.inner.connect(path)
    }
}

debug_by_name!(AnyUnixDatagram);
