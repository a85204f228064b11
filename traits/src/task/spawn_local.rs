use super::JoinHandle;

/// Starts tasks that stay on the thread that drives the runtime, and need not be `Send`.
///
/// It is implemented by handles that are not `Send` themselves, so that starting a task from the wrong
/// thread does not compile.
pub trait SpawnLocal {
    /// The handle to a task whose output is a `T`.
    type LocalJoinHandle<T: 'static>: JoinHandle<T> + 'static;

    /// Starts a task on this thread; it runs while the owner is driven, handle kept or not.
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
    fn spawn_local<F>(&self, future: F) -> Self::LocalJoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static;
}
