use std::io;

use super::{Child, Command};

/// Runs programs.
///
/// Callers use [`Command`], whose methods take the runtime.
pub trait Process {
    /// A program that runs.
    type Child: Child + 'static;

    /// Starts the program that `command` describes; what [`Command::spawn`] calls.
    ///
    /// # Errors
    ///
    /// What the system says, such as [`io::ErrorKind::NotFound`]; also after the runtime's shutdown.
    fn spawn_child(&self, command: &mut Command) -> io::Result<Self::Child>;
}

/// [`Process`] whose children may move between threads.
///
/// Implemented for every type that qualifies.
pub trait SendProcess:
    Process<
        Child: Send + Sync + Child<Stdin: Send + Sync, Stdout: Send + Sync, Stderr: Send + Sync>,
    > + Send
    + Sync
{
}

impl<T> SendProcess for T where
    T: Process<
            Child: Send
                       + Sync
                       + Child<Stdin: Send + Sync, Stdout: Send + Sync, Stderr: Send + Sync>,
        > + Send
        + Sync
        + ?Sized
{
}
