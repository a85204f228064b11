use std::{error::Error, fmt, time::Duration};

/// Ends a runtime in order, within a time limit.
///
/// Dropping an owner is the shutdown that waits for nothing; this one waits for what cannot be
/// interrupted. What both do, on every runtime:
///
/// - Tasks are dropped at their suspension point; their handles give [`JoinError::is_cancelled`].
/// - Blocking closures that have not started never do: they are dropped, and their handles give
///   [`JoinError::is_cancelled`]. Running ones run to their end on their own thread, and their handles
///   give their values.
/// - Every pending [`Sleep`](crate::time::Sleep) completes; every other pending or later operation gives
///   an error. A later `spawn` drops its future on the calling thread.
///
/// [`JoinError::is_cancelled`]: super::JoinError::is_cancelled
pub trait Shutdown: Sized {
    /// Shuts the runtime down, and waits up to `timeout` for the polls and the blocking closures that
    /// are running.
    ///
    /// It blocks the thread for that time, so call it outside of tasks; a zero `timeout` does not block
    /// and is safe anywhere, as is dropping the owner, and looks at blocking closures only. [`Duration::MAX`] waits as long as it takes.
    ///
    /// # Errors
    ///
    /// [`ShutdownTimeout`] if something was still running when the time was up. It is left to run to its
    /// end, detached.
    ///
    /// # Panics
    ///
    /// If the calling thread is inside a task and `timeout` is not zero.
    fn shutdown(self, timeout: Duration) -> Result<(), ShutdownTimeout>;
}

/// Says that something was still running when the time for a [`Shutdown`] was up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShutdownTimeout(());

impl ShutdownTimeout {
    /// Makes the error; for implementers of [`Shutdown`].
    #[must_use]
    pub const fn new() -> Self {
        Self(())
    }
}

impl Default for ShutdownTimeout {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for ShutdownTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the runtime was still busy when the time for its shutdown was up")
    }
}

impl Error for ShutdownTimeout {}
