use super::AsyncWrite;

/// Writes bytes, and tells whether it is worth gathering them.
///
/// What [`AsyncWrite::poll_close`] means here: everything written is flushed, the writing side is shut
/// down so that the peer reads the end of the stream, the reading side stays open, and doing it again is
/// `Ok`.
///
/// Implementers must forward this and the vectored writes of [`AsyncWrite`] when they wrap another
/// writer.
pub trait ByteWrite: AsyncWrite {
    /// Tells whether vectored writes reach the system as such.
    ///
    /// If not, only the first non-empty buffer of a vectored write is taken, and callers do better to
    /// copy small buffers together.
    fn is_write_vectored(&self) -> bool;
}

impl<W: ByteWrite + Unpin + ?Sized> ByteWrite for &mut W {
    fn is_write_vectored(&self) -> bool {
        (**self).is_write_vectored()
    }
}

impl<W: ByteWrite + Unpin + ?Sized> ByteWrite for Box<W> {
    fn is_write_vectored(&self) -> bool {
        (**self).is_write_vectored()
    }
}
