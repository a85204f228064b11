use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::{AsyncBufRead, AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor};
use pin_project_lite::pin_project;
use tokio::io::ReadBuf;

use super::count::check;

pin_project! {
    /// Gives what speaks tokio's I/O traits those of `futures-io`, and of anyrt.
    ///
    /// Vectored writes stay vectored, and `is_write_vectored` tells the truth. Closing shuts the writing side
    /// down. tokio has no vectored reads: the first buffer that is not empty is read into.
    #[derive(Debug, Clone, Default)]
    pub struct FromTokio<T> {
        #[pin]
        inner: T,
    }
}

impl<T> FromTokio<T> {
    /// Wraps `inner`.
    pub const fn new(inner: T) -> Self {
        Self { inner }
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

impl<T: tokio::io::AsyncRead> AsyncRead for FromTokio<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let most = buf.len();
        let mut read = ReadBuf::new(buf);
        ready!(self.project().inner.poll_read(cx, &mut read))?;
        // A reader may have put another buffer in the place of this one.
        Poll::Ready(check(read.filled().len(), most))
    }
}

impl<T: tokio::io::AsyncRead> ByteRead for FromTokio<T> {
    fn poll_read_uninit(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let mut is_pending = false;
        let filled = cursor.fill_zeroed(|buf| match self.as_mut().poll_read(cx, buf) {
            Poll::Ready(result) => result,
            Poll::Pending => {
                is_pending = true;
                Ok(0)
            }
        });
        if is_pending {
            return Poll::Pending;
        }
        Poll::Ready(filled.map(drop))
    }
}

impl<T: tokio::io::AsyncBufRead> AsyncBufRead for FromTokio<T> {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        self.project().inner.poll_fill_buf(cx)
    }

    fn consume(self: Pin<&mut Self>, amount: usize) {
        self.project().inner.consume(amount);
    }
}

impl<T: tokio::io::AsyncWrite> AsyncWrite for FromTokio<T> {
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

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_flush(cx)
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().inner.poll_shutdown(cx)
    }
}

impl<T: tokio::io::AsyncWrite> ByteWrite for FromTokio<T> {
    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}
