use crate::io::{ByteRead, ByteWrite};

/// Reads and writes the standard streams of the process.
pub trait Stdio {
    /// The standard input.
    type Stdin: ByteRead + Unpin + 'static;
    /// The standard output.
    type Stdout: ByteWrite + Unpin + 'static;
    /// The standard error.
    type Stderr: ByteWrite + Unpin + 'static;

    /// Returns the standard input.
    ///
    /// No system can wait for every kind of it, so a thread reads it, one for the whole process, and only
    /// while somebody waits. It cannot be interrupted: a read that is dropped goes on, and what it gets
    /// is kept for the next read, by whichever handle of whichever runtime. No shutdown waits for it, and
    /// neither does the end of the program.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing that was read is lost.
    fn stdin(&self) -> Self::Stdin;

    /// Returns the standard output.
    ///
    /// What it accepts is written in order by a thread that may block, and is there once
    /// [`poll_flush`](crate::io::AsyncWrite::poll_flush) is ready. Dropping it does not stop what it has
    /// accepted from being written, but the end of the program does: flush before. Handles do not wait for each
    /// other, but what one write accepts is not torn apart by another handle of this process.
    ///
    /// # Errors
    ///
    /// A write that failed is told by all that follow.
    fn stdout(&self) -> Self::Stdout;

    /// Returns the standard error; as [`stdout`](Self::stdout), not unbuffered.
    ///
    /// # Errors
    ///
    /// A write that failed is told by all that follow.
    fn stderr(&self) -> Self::Stderr;
}

/// [`Stdio`] whose streams may move between threads.
///
/// Implemented for every type that qualifies.
pub trait SendStdio:
    Stdio<Stdin: Send + Sync, Stdout: Send + Sync, Stderr: Send + Sync> + Send + Sync
{
}

impl<T> SendStdio for T where
    T: Stdio<Stdin: Send + Sync, Stdout: Send + Sync, Stderr: Send + Sync> + Send + Sync + ?Sized
{
}
