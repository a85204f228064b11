//! Drivers written against `embedded-io-async`, on the streams of any runtime.

use std::io;

use anyrt::io::{AsyncBufRead, AsyncRead, AsyncSeek, AsyncWrite};
use embedded_io_async::{BufRead, ErrorType, Read, Seek, SeekFrom, Write};
use futures_util::{AsyncBufReadExt, AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

/// A stream as `embedded-io-async` wants it.
///
/// # Cancel safety
///
/// That of the stream inside: our streams lose nothing when a future of these is dropped.
#[derive(Debug, Clone, Default)]
pub struct Embedded<T> {
    inner: T,
}

impl<T> Embedded<T> {
    /// Takes the stream.
    pub const fn new(inner: T) -> Self {
        Self { inner }
    }

    /// Gives the stream back.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T> ErrorType for Embedded<T> {
    type Error = io::Error;
}

impl<T: AsyncRead + Unpin> Read for Embedded<T> {
    async fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buf).await
    }
}

impl<T: AsyncBufRead + Unpin> BufRead for Embedded<T> {
    async fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf().await
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume_unpin(amount);
    }
}

impl<T: AsyncWrite + Unpin> Write for Embedded<T> {
    async fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        match self.inner.write(buf).await? {
            // The trait has no room for a writer that takes nothing.
            0 => Err(io::ErrorKind::WriteZero.into()),
            count => Ok(count),
        }
    }

    async fn flush(&mut self) -> io::Result<()> {
        self.inner.flush().await
    }
}

impl<T: AsyncSeek + Unpin> Seek for Embedded<T> {
    async fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.inner.seek(place.into()).await
    }
}
