use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor};
use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};
use pin_project_lite::pin_project;

use crate::raw;

pin_project! {
    /// A byte stream of anyrt as one of hyper's, and the other way round.
    ///
    /// Over a [`ByteRead`] and a [`ByteWrite`] it is hyper's [`Read`] and [`Write`], to serve or to connect
    /// with. Over hyper's, such as the `Upgraded` of a WebSocket, it is a `ByteRead` and a `ByteWrite`, and so
    /// the `AsyncRead` and `AsyncWrite` of `futures-io`.
    ///
    /// Nothing is copied or buffered in between: bytes go straight into hyper's memory, initialised or not,
    /// and vectored writes stay vectored.
    ///
    /// # Cancel safety
    ///
    /// That of the stream inside.
    #[derive(Debug, Clone, Default)]
    pub struct AnyrtIo<T> {
        #[pin]
        inner: T,
    }
}

impl<T> AnyrtIo<T> {
    /// Takes the stream.
    pub const fn new(inner: T) -> Self {
        Self { inner }
    }

    /// Returns the stream by reference.
    pub const fn inner(&self) -> &T {
        &self.inner
    }

    /// Returns the stream by mutable reference.
    pub const fn inner_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// Gives the stream back; nothing is kept in between.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: ByteRead> Read for AnyrtIo<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        raw::poll_read_into_hyper(self.project().inner, cx, buf)
    }
}

impl<T: ByteWrite> Write for AnyrtIo<T> {
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
        self.project().inner.poll_close(cx)
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

impl<T: Read> AsyncRead for AnyrtIo<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let mut buf = ReadBuf::new(buf);
        ready!(self.project().inner.poll_read(cx, buf.unfilled()))?;
        Poll::Ready(Ok(buf.filled().len()))
    }
}

impl<T: Read> ByteRead for AnyrtIo<T> {
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        raw::poll_read_from_hyper(self.project().inner, cx, cursor)
    }
}

impl<T: Write> AsyncWrite for AnyrtIo<T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.project().inner.poll_write(cx, buf)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.project().inner.poll_write_vectored(cx, bufs)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_flush(cx)
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_shutdown(cx)
    }
}

impl<T: Write> ByteWrite for AnyrtIo<T> {
    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}
