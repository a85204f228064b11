//! Runtimes whose handles are `Send`: tasks may run on any thread.

pub(super) use crate::GlobalRuntime as Owner;
use anyrt_traits::task::Spawn;

/// Starts a task.
pub(crate) fn spawn<R, F>(rt: &R, future: F) -> R::JoinHandle<F::Output>
where
    R: Spawn,
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    rt.spawn(future)
}

/// The handle to a task.
pub(crate) type Handle<R, T> = <R as Spawn>::JoinHandle<T>;
