//! Threads that may block, of a runtime that may end.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::task::{JoinError, SpawnBlocking};

use crate::life::Lifetime;

/// A handle whose threads may block: what files and the standard streams work on.
pub trait Pool: SpawnBlocking + Clone + Unpin + 'static {
    /// Returns how long the runtime lives.
    fn lifetime(&self) -> &Lifetime;

    /// Runs `closure`, and polls its handle for the first time.
    ///
    /// A pool whose closures can be given a waker before they run overrides this: then the poll and the
    /// closure do not meet on two threads.
    fn begin<F, T>(
        &self,
        cx: &mut Context<'_>,
        closure: F,
    ) -> (Running<Self, T>, Poll<Result<T, JoinError>>)
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let mut handle = self.spawn_blocking(closure);
        let polled = Pin::new(&mut handle).poll(cx);
        (handle, polled)
    }
}

/// The handle to a closure that `P` runs and that returns a `T`.
pub type Running<P, T> = <P as SpawnBlocking>::BlockingHandle<T>;
