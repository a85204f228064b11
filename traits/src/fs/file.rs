use std::{
    io,
    task::{Context, Poll},
};

use super::{Metadata, Permissions};
use crate::io::{AsyncSeek, ByteRead, ByteWrite};

/// The result of an operation on a buffer, and the buffer.
pub type BufResult = (io::Result<usize>, Vec<u8>);

/// An open file.
///
/// Reads, writes and seeks share one position, as they do in [`std::fs::File`], and happen in the order in
/// which they are accepted. A write is accepted into memory; the bytes are in the file once
/// [`poll_flush`](crate::io::AsyncWrite::poll_flush), [`poll_close`](crate::io::AsyncWrite::poll_close) or one
/// of the methods here is ready. An error that bytes accepted met on their way is told by every write,
/// flush, close and synchronisation from then on: this file is at fault, and must be opened anew.
///
/// Dropping the file does not lose what it accepted: it is written on a thread of the runtime, or, if the
/// runtime shuts down first, by the thread that does. The program's end does not wait for that thread, and
/// an error is seen by nobody; so flush. Closing flushes, and leaves the file open.
///
/// Bytes may be read before they are asked for. What others have changed since is not seen then, until the
/// file is seeked. Files that share a position, by [`try_clone`](super::FileExt::try_clone) or with another process,
/// should be seeked before each turn.
///
/// Operations of the methods here that were begun and dropped run on. Arguments count at the first poll; a poll
/// with other ones waits for the operation begun before, whose result is lost, and begins its own.
pub trait File: ByteRead + ByteWrite + AsyncSeek + Unpin {
    /// The future of [`read_at`](File::read_at).
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Runs on: the bytes are read and dropped with the buffer.
    type ReadAt: Future<Output = BufResult> + 'static;

    /// The future of [`write_at`](File::write_at).
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Runs on: the bytes are written all the same.
    type WriteAt: Future<Output = BufResult> + 'static;

    /// Writes what is accepted, and waits until the disk has it, and what the system keeps about the file.
    ///
    /// # Errors
    ///
    /// What the system says; a failure is told again by whatever follows.
    fn poll_sync_all(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>>;

    /// Writes what is accepted, and waits until the disk has it, and what is needed to read it.
    ///
    /// # Errors
    ///
    /// What the system says; a failure is told again by whatever follows.
    fn poll_sync_data(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>>;

    /// Writes what is accepted, and cuts or extends the file to `size` bytes. The position stays.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn poll_set_len(&mut self, cx: &mut Context<'_>, size: u64) -> Poll<io::Result<()>>;

    /// Writes what is accepted, and tells about the file.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Metadata>>;

    /// Writes what is accepted, and sets the file's permissions.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn poll_set_permissions(
        &mut self,
        cx: &mut Context<'_>,
        permissions: &Permissions,
    ) -> Poll<io::Result<()>>;

    /// Writes what is accepted, and makes another file that shares the position with this one.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn poll_try_clone(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Self>>
    where
        Self: Sized;

    /// Reads into `buf`, up to its length, from the byte at `offset` on, whatever the position is; gives the
    /// number of bytes, 0 meaning the file's end, and the buffer.
    ///
    /// It does not wait for what the file has accepted but not written: flush before. Any number may run at
    /// once.
    fn read_at(&self, buf: Vec<u8>, offset: u64) -> Self::ReadAt;

    /// Writes `buf` from the byte at `offset` on, whatever the position is; gives the number of bytes
    /// written, which may be less than all, and the buffer.
    ///
    /// It does not wait for what the file has accepted but not written: flush before. Any number may run at
    /// once. On Linux a file that is open for appending is appended to.
    fn write_at(&self, buf: Vec<u8>, offset: u64) -> Self::WriteAt;
}
