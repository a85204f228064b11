use std::{
    io,
    process::ExitStatus,
    task::{Context, Poll},
};

use super::{Wait, WaitWithOutput};
use crate::io::{ByteRead, ByteWrite};

/// A program that runs beside this one, as [`Command::spawn`](super::Command::spawn) gives it.
///
/// Dropping it lets the program run on, and leaves no zombie when it ends; with
/// [`Command::kill_on_drop`](super::Command::kill_on_drop) it is killed then.
///
/// Implementers must reap the child in any case, also after the runtime's shutdown.
pub trait Child: Unpin {
    /// The writing end of the child's standard input. Closing it is what ends the child's input.
    type Stdin: ByteWrite + Unpin + 'static;
    /// The reading end of the child's standard output.
    type Stdout: ByteRead + Unpin + 'static;
    /// The reading end of the child's standard error.
    type Stderr: ByteRead + Unpin + 'static;

    /// Returns the system's number of the process, or `None` once its end was told here: the number may
    /// belong to another process then.
    fn id(&self) -> Option<u32>;

    /// Returns the place of the pipe to the child's input, which is empty if none was asked for.
    fn stdin(&mut self) -> &mut Option<Self::Stdin>;

    /// Returns the place of the pipe from the child's output, which is empty if none was asked for.
    fn stdout(&mut self) -> &mut Option<Self::Stdout>;

    /// Returns the place of the pipe from the child's errors, which is empty if none was asked for.
    fn stderr(&mut self) -> &mut Option<Self::Stderr>;

    /// Waits until the program has ended; after that it gives the same again. It leaves the pipes alone.
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the program is not affected.
    fn poll_wait(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<ExitStatus>>;

    /// Tells how the program has ended, or `None` if it runs.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn try_wait(&mut self) -> io::Result<Option<ExitStatus>>;

    /// Kills the program, without waiting for its end; does nothing if it has ended.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn kill(&mut self) -> io::Result<()>;
}

/// Waits for children by awaiting.
///
/// Implemented for every [`Child`].
pub trait ChildExt: Child {
    /// Closes the pipe to the child's input, if it is still in its place, and waits until the program has
    /// ended.
    ///
    /// A child that fills a pipe nobody reads does not end: see
    /// [`wait_with_output`](Self::wait_with_output).
    ///
    /// # Errors
    ///
    /// What the system says; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the program is not affected, except that its input stays closed.
    fn wait(&mut self) -> Wait<'_, Self> {
        Wait::new(self)
    }

    /// Closes the pipe to the child's input, reads both of its others to their ends at once, and waits
    /// until the program has ended.
    ///
    /// # Errors
    ///
    /// What the system says, first of the pipes and then of the child; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Lossy: what was read is lost, and the child is dropped.
    fn wait_with_output(self) -> WaitWithOutput<Self>
    where
        Self: Sized,
    {
        WaitWithOutput::new(self)
    }
}

impl<C: Child + ?Sized> ChildExt for C {}
