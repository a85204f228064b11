use super::JoinError;

/// Waits for a task or a blocking closure, and can stop it.
///
/// Dropping the handle detaches: what it stands for runs on. The future gives the output, or the
/// [`JoinError`] that says why there is none; polled again after that it gives an error for which
/// [`JoinError::is_consumed`] is true, and never panics.
///
/// Implementers must keep both promises above, must report a panic as a [`JoinError`], and must resolve
/// the handle of an aborted task only after its future was dropped.
///
/// # Cancel safety
///
/// Runs on: dropping the handle detaches the task. Awaiting it by `&mut` is cancel safe.
pub trait JoinHandle<T>: Future<Output = Result<T, JoinError>> + Unpin {
    /// Asks the task to stop: its future is dropped at its next suspension.
    ///
    /// The handle then gives an error for which [`JoinError::is_cancelled`] is true, or the output if the
    /// task was quicker; which of the two if the abort comes during its last poll is the runtime's choice. A blocking closure that runs is not affected; one that has not started is
    /// dropped.
    fn abort(&self);

    /// Tells whether awaiting the handle would give its result at once.
    fn is_finished(&self) -> bool;

    /// Lets the task run on without the handle, which is what dropping does, said aloud.
    fn detach(self)
    where
        Self: Sized;
}
