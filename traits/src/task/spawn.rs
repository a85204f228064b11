use super::JoinHandle;

/// Starts tasks that may run on any thread of the runtime.
///
/// Implementers must accept the call from any thread, inside and outside of any runtime's context. After
/// the runtime has shut down, the future is dropped on the calling thread and the handle gives an error.
pub trait Spawn {
    /// The handle to a task whose output is a `T`.
    type JoinHandle<T: Send + 'static>: JoinHandle<T> + Send + Sync + 'static;

    /// Starts a task, which runs whether or not the handle is kept.
    ///
    /// A panic inside stays inside, and reaches whoever awaits the handle.
    ///
    /// # Errors
    ///
    /// The handle gives a [`JoinError`](super::JoinError) if the task panicked, or was aborted or dropped
    /// by the runtime's shutdown before its end.
    ///
    /// # Cancel safety
    ///
    /// Runs on: dropping the handle detaches the task.
    #[must_use = "dropping the handle detaches the task; say so with `.detach()`"]
    fn spawn<F>(&self, future: F) -> Self::JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static;
}
