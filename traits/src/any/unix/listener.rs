use std::{
    fmt, io,
    task::{Context, Poll},
};

use super::AnyUnixStream;
use crate::{
    any::{map_listener::MapListener, mirror::debug_by_name},
    io::ByteStream,
    net::{Listener, UnixAddr, UnixListener, Waiter},
};

/// The listening Unix socket of an [`AnyRuntime`](crate::AnyRuntime).
///
/// Any number of tasks may accept at once, as the listener inside serves them.
pub struct AnyUnixListener {
    inner: Box<dyn UnixListener<Stream = AnyUnixStream> + Send + Sync>,
}

impl AnyUnixListener {
    pub(super) fn new<L>(listener: L) -> Self
    where
        L: UnixListener<
                Stream: crate::net::UnixStream
                            + Send
                            + Sync
                            + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>
                            + 'static,
            > + Send
            + Sync
            + 'static,
    {
        let inner = Box::new(MapListener::new(listener, AnyUnixStream::new));
        Self { inner }
    }
}

impl Listener for AnyUnixListener {
    type Stream = AnyUnixStream;
    type Addr = UnixAddr;

    fn poll_accept(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
    ) -> Poll<io::Result<(AnyUnixStream, UnixAddr)>> {
        self.inner.poll_accept(cx, waiter)
    }
}

impl UnixListener for AnyUnixListener {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        self.inner.local_addr()
    }
}

debug_by_name!(AnyUnixListener);
