use anyrt_adapter_kit::{
    async_io_capabilities,
    context::{self, RuntimeId},
    life::Lifetime,
    task::{Guarded, root},
};
use anyrt_traits::task::{BlockOn, Spawn};
use async_std::task;

use crate::{AsyncStdJoinHandle, AsyncStdTask};

/// A handle to async-std's global executor, which needs no owner and never shuts down.
///
/// It has a thread for each processor, or as many as the environment variable
/// `ASYNC_STD_THREAD_COUNT` says. Tasks have async-std's task-locals.
///
/// # Examples
///
/// ```
/// use anyrt_async_std::AsyncStd;
/// use anyrt_traits::task::{BlockOn, Spawn};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let answer = AsyncStd::new().block_on(|rt| async move { rt.spawn(async { 42 }).await })?;
/// assert_eq!(answer, 42);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct AsyncStd;

impl AsyncStd {
    /// Makes a handle.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }

    #[expect(
        clippy::unused_self,
        reason = "handles that live shorter have a lifetime of their own"
    )]
    const fn lifetime(&self) -> &Lifetime {
        &Lifetime::GLOBAL
    }
}

impl Spawn for AsyncStd {
    type JoinHandle<T: Send + 'static> = AsyncStdJoinHandle<T>;

    fn spawn<F>(&self, future: F) -> AsyncStdJoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let handle = task::spawn(Guarded::new(RuntimeId::GLOBAL, future));
        AsyncStdJoinHandle::new(AsyncStdTask::new(handle))
    }
}

impl BlockOn for AsyncStd {
    type Handle = Self;

    fn handle(&self) -> Self {
        *self
    }

    #[track_caller]
    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(Self) -> Fut,
        Fut: Future,
    {
        context::assert_may_block("block_on");
        task::block_on(root(RuntimeId::GLOBAL, main(*self)))
    }
}

async_io_capabilities!(AsyncStd);
