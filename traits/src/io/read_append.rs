use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use super::{ByteRead, raw::append_with};

/// Reads into the spare capacity of a vector.
///
/// Implemented for every [`ByteRead`].
pub trait ByteReadExt: ByteRead {
    /// Reads once and appends to `vec`; gives the number of bytes, 0 meaning the end of the stream.
    ///
    /// At most the spare capacity is read, which is not zeroed first; if there is none, 8 KiB are made.
    ///
    /// # Errors
    ///
    /// Those of [`AsyncRead::poll_read`](super::AsyncRead::poll_read).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: bytes are read only in the poll that returns.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_traits::io::{ByteRead, ByteReadExt};
    ///
    /// async fn read_some(mut from: impl ByteRead + Unpin) -> std::io::Result<Vec<u8>> {
    ///     let mut bytes = Vec::with_capacity(64 * 1024);
    ///     from.read_append(&mut bytes).await?;
    ///     Ok(bytes)
    /// }
    /// ```
    fn read_append<'a>(&'a mut self, vec: &'a mut Vec<u8>) -> ReadAppend<'a, Self>
    where
        Self: Unpin,
    {
        ReadAppend { reader: self, vec }
    }
}

impl<R: ByteRead + ?Sized> ByteReadExt for R {}

/// The future of [`ByteReadExt::read_append`].
///
/// # Cancel safety
///
/// Cancel safe: bytes are read only in the poll that returns.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct ReadAppend<'a, R: ?Sized> {
    reader: &'a mut R,
    vec: &'a mut Vec<u8>,
}

const DEFAULT_SPARE: usize = 8 * 1024;

impl<R: ByteRead + Unpin + ?Sized> Future for ReadAppend<'_, R> {
    type Output = io::Result<usize>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let Self { reader, vec } = self.get_mut();
        if vec.spare_capacity_mut().is_empty() {
            vec.reserve(DEFAULT_SPARE);
        }
        append_with(vec, |cursor| {
            Pin::new(&mut **reader).poll_read_uninit(cx, cursor)
        })
    }
}
