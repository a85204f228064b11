use super::JoinHandle;

/// Runs closures that block, on threads apart from those that poll tasks.
///
/// Implementers must accept the call from any thread, and must queue a closure rather than refuse it
/// when all threads are busy.
pub trait SpawnBlocking {
    /// The handle to a closure that returns a `T`.
    type BlockingHandle<T: Send + 'static>: JoinHandle<T> + Send + Sync + 'static;

    /// Runs `closure` on a thread that may block, whether or not the handle is kept.
    ///
    /// A panic inside reaches whoever awaits the handle. Aborting a closure that runs has no effect; one
    /// that has not started is dropped. [`BlockOn::block_on`](super::BlockOn::block_on) may be called
    /// inside.
    ///
    /// # Errors
    ///
    /// The handle gives a [`JoinError`](super::JoinError) if the closure panicked, or was aborted or dropped
    /// by the runtime's shutdown before it started.
    ///
    /// # Cancel safety
    ///
    /// Runs on: dropping the handle lets the closure run, also if it has not started yet.
    #[must_use = "dropping the handle detaches the closure; say so with `.detach()`"]
    fn spawn_blocking<F, T>(&self, closure: F) -> Self::BlockingHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static;
}
