//! Runtimes whose handles stay on one thread, as do their tasks.

pub(super) use crate::LocalOwner as Owner;
use anyrt_traits::task::SpawnLocal;

/// Starts a task.
pub(crate) fn spawn<R, F>(rt: &R, future: F) -> R::LocalJoinHandle<F::Output>
where
    R: SpawnLocal,
    F: Future + 'static,
    F::Output: 'static,
{
    rt.spawn_local(future)
}

/// The handle to a task.
pub(crate) type Handle<R, T> = <R as SpawnLocal>::LocalJoinHandle<T>;
