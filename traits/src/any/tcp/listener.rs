use std::{
    fmt, io,
    net::SocketAddr,
    task::{Context, Poll},
};

use super::AnyTcpStream;
use crate::{
    any::{map_listener::MapListener, mirror::debug_by_name},
    io::ByteStream,
    net::{Listener, TcpListener, Waiter},
};

/// The listening TCP socket of an [`AnyRuntime`](crate::AnyRuntime).
///
/// Any number of tasks may accept at once, as the listener inside serves them.
pub struct AnyTcpListener {
    inner: Box<dyn TcpListener<Stream = AnyTcpStream> + Send + Sync>,
}

impl AnyTcpListener {
    pub(super) fn new<L>(listener: L) -> Self
    where
        L: TcpListener<
                Stream: crate::net::TcpStream
                            + Send
                            + Sync
                            + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>
                            + 'static,
            > + Send
            + Sync
            + 'static,
    {
        let inner = Box::new(MapListener::new(listener, AnyTcpStream::new));
        Self { inner }
    }
}

impl Listener for AnyTcpListener {
    type Stream = AnyTcpStream;
    type Addr = SocketAddr;

    fn poll_accept(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(AnyTcpStream, SocketAddr)>> {
        self.inner.poll_accept(cx, waiter)
    }
}

impl TcpListener for AnyTcpListener {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }
}

debug_by_name!(AnyTcpListener);
