/// Drives a runtime from a thread that waits.
///
/// Implemented by owners (values that own a runtime) and by handles to a global executor. It is not
/// part of [`Runtime`](crate::Runtime): a library never blocks.
///
/// Implementers must panic with a message that names the mistake and the remedy if the calling thread is
/// polling a task of any runtime; a blocking closure may call it.
pub trait BlockOn {
    /// What is passed to the program: a cheap clone that does not keep the runtime alive.
    type Handle: Clone + 'static;

    /// Returns a handle to the runtime.
    fn handle(&self) -> Self::Handle;

    /// Runs the future that `main` makes from a handle to its end, on this thread, and returns its output.
    ///
    /// Tasks make progress meanwhile; those that are not done when it returns stay, and go on with the
    /// next call or, on a runtime with threads of its own, at once.
    ///
    /// # Panics
    ///
    /// If the calling thread is inside a task or another `block_on`: the thread would stop serving the
    /// runtime it belongs to. Await the future there, or spawn it; synchronous code that must wait
    /// belongs into [`spawn_blocking`](super::SpawnBlocking::spawn_blocking), where this call is fine.
    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(Self::Handle) -> Fut,
        Fut: Future;
}
