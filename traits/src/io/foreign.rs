use std::{
    io::{self, IoSlice, IoSliceMut},
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, ReadCursor};

/// How much memory is zeroed for one read.
const AT_ONCE: usize = 16 * 1024;

pin_project! {
    /// Gives a stream of another crate, which has the traits of `futures-io` alone, those of this one.
    ///
    /// A stream of TLS or of a WebSocket goes where a [`ByteRead`] and a [`ByteWrite`] are asked for.
    /// Memory that is not initialised is zeroed for it, 16 KiB at a time at most, which is a record of TLS.
    ///
    /// # Cancel safety
    ///
    /// That of the stream inside.
    #[derive(Debug, Clone, Default)]
    pub struct FuturesIo<T> {
        #[pin]
        inner: T,
        is_write_vectored: bool,
    }
}

impl<T> FuturesIo<T> {
    /// Takes a stream whose vectored writes take one buffer at a time, as those are that `futures-io`
    /// provides; callers then put their buffers together themselves.
    pub const fn new(inner: T) -> Self {
        Self {
            inner,
            is_write_vectored: false,
        }
    }

    /// Takes a stream whose vectored writes take all buffers at once.
    pub const fn vectored(inner: T) -> Self {
        Self {
            inner,
            is_write_vectored: true,
        }
    }

    /// Returns the stream by reference.
    pub const fn get_ref(&self) -> &T {
        &self.inner
    }

    /// Returns the stream by mutable reference.
    pub const fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// Gives the stream back; nothing is kept in between.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: AsyncRead> AsyncRead for FuturesIo<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.project().inner.poll_read(cx, buf)
    }

    fn poll_read_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
    ) -> Poll<io::Result<usize>> {
        self.project().inner.poll_read_vectored(cx, bufs)
    }
}

impl<T: AsyncRead> ByteRead for FuturesIo<T> {
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let inner = self.project().inner;
        let mut is_pending = false;
        let filled = cursor.fill_zeroed_up_to(AT_ONCE, |buf| match inner.poll_read(cx, buf) {
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

impl<T: AsyncWrite> AsyncWrite for FuturesIo<T> {
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
        self.project().inner.poll_close(cx)
    }
}

impl<T: AsyncWrite> ByteWrite for FuturesIo<T> {
    fn is_write_vectored(&self) -> bool {
        self.is_write_vectored
    }
}
