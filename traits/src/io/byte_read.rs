use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use super::{AsyncRead, ReadCursor};

/// Reads bytes, also into memory that is not initialised.
///
/// Implementers must forward this and the vectored reads of [`AsyncRead`] when they wrap another reader.
/// A reader that knows nothing of uninitialised memory does it with [`ReadCursor::fill_zeroed`].
pub trait ByteRead: AsyncRead {
    /// Reads into the rest of the cursor, once.
    ///
    /// `Ready(Ok(()))` with nothing filled means the end of the stream, unless nothing remained to be
    /// filled. What was filled before stays as it is.
    ///
    /// # Errors
    ///
    /// Those of [`AsyncRead::poll_read`]; nothing was read then.
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>>;
}

impl<R: ByteRead + Unpin + ?Sized> ByteRead for &mut R {
    fn poll_read_uninit(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut **self).poll_read_uninit(cx, cursor)
    }
}

impl<R: ByteRead + Unpin + ?Sized> ByteRead for Box<R> {
    fn poll_read_uninit(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut **self).poll_read_uninit(cx, cursor)
    }
}
