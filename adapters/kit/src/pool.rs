//! Threads that may block, of a runtime that may end.

use anyrt_traits::task::SpawnBlocking;

use crate::life::Lifetime;

/// A handle whose threads may block: what files and the standard streams work on.
pub trait Pool: SpawnBlocking + Clone + Unpin + 'static {
    /// Returns how long the runtime lives.
    fn lifetime(&self) -> &Lifetime;
}

/// The handle to a closure that `P` runs and that returns a `T`.
pub(crate) type Running<P, T> = <P as SpawnBlocking>::BlockingHandle<T>;
