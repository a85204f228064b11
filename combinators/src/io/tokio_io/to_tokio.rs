use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::{AsyncBufRead, AsyncRead, AsyncWrite, ByteWrite};
use pin_project_lite::pin_project;
use tokio::io::ReadBuf;

use super::count::check;

pin_project! {
    /// Gives what speaks the I/O traits of `futures-io` those of tokio.
    ///
    /// Vectored writes are handed on as such. Whether they reach the system only a [`ByteWrite`] can tell:
    /// wrapped by [`vectored`](Self::vectored), `is_write_vectored` says what it says; wrapped by
    /// [`new`](Self::new), it says no, and callers gather small buffers themselves.
    pub struct ToTokio<T> {
        #[pin]
        inner: T,
        is_write_vectored: fn(&T) -> bool,
    }
}

impl<T> ToTokio<T> {
    /// Wraps `inner`.
    pub const fn new(inner: T) -> Self {
        Self {
            inner,
            is_write_vectored: |_| false,
        }
    }

    /// Wraps `inner`, whose word on vectored writes is passed on.
    pub const fn vectored(inner: T) -> Self
    where
        T: ByteWrite,
    {
        Self {
            inner,
            is_write_vectored: T::is_write_vectored,
        }
    }

    /// Returns what is wrapped.
    pub const fn get_ref(&self) -> &T {
        &self.inner
    }

    /// Returns what is wrapped.
    pub const fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// Takes out what is wrapped.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: AsyncRead> tokio::io::AsyncRead for ToTokio<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let room = buf.initialize_unfilled();
        let most = room.len();
        let count = ready!(self.project().inner.poll_read(cx, room))?;
        buf.advance(check(count, most)?);
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncBufRead> tokio::io::AsyncBufRead for ToTokio<T> {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        self.project().inner.poll_fill_buf(cx)
    }

    fn consume(self: Pin<&mut Self>, amount: usize) {
        self.project().inner.consume(amount);
    }
}

impl<T: AsyncWrite> tokio::io::AsyncWrite for ToTokio<T> {
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
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.project().inner.poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        (self.is_write_vectored)(&self.inner)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_close(cx)
    }
}

impl<T: fmt::Debug> fmt::Debug for ToTokio<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ToTokio").field(&self.inner).finish()
    }
}
