use std::{
    io::{self, IoSlice},
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::io::{ByteRead, ByteWrite};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use pin_project_lite::pin_project;

use crate::AnyrtIo;

pin_project! {
    /// A stream that was connected for a client of hyper-util, and what the client is to know of it.
    ///
    /// A connector of one's own, for TLS say, makes it from whatever stream it has.
    ///
    /// # Cancel safety
    ///
    /// That of the stream inside.
    #[derive(Debug)]
    pub struct ClientIo<T> {
        #[pin]
        inner: AnyrtIo<T>,
        peer: Option<SocketAddr>,
        is_h2: bool,
    }
}

impl<T> ClientIo<T> {
    /// Takes the stream, of which nothing more is known.
    pub const fn new(stream: T) -> Self {
        Self {
            inner: AnyrtIo::new(stream),
            peer: None,
            is_h2: false,
        }
    }

    /// Says whom it is connected to.
    #[must_use]
    pub const fn peer(mut self, peer: SocketAddr) -> Self {
        self.peer = Some(peer);
        self
    }

    /// Says that the two sides have agreed on HTTP/2, by ALPN.
    #[must_use]
    pub const fn negotiated_h2(mut self, is_h2: bool) -> Self {
        self.is_h2 = is_h2;
        self
    }
}

/// Whom a response came from, which every response of such a client carries among its extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "an address in a type of its own")]
pub struct Peer(pub SocketAddr);

impl<T> Connection for ClientIo<T> {
    fn connected(&self) -> Connected {
        let connected = match self.peer {
            Some(peer) => Connected::new().extra(Peer(peer)),
            None => Connected::new(),
        };
        if self.is_h2 {
            connected.negotiated_h2()
        } else {
            connected
        }
    }
}

impl<T: ByteRead> Read for ClientIo<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.project().inner.poll_read(cx, buf)
    }
}

impl<T: ByteWrite> Write for ClientIo<T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.project().inner.poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.project().inner.poll_write_vectored(cx, bufs)
    }
}
