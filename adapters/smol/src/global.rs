use anyrt_adapter_kit::{
    async_io_capabilities,
    context::{self, RuntimeId},
    life::Lifetime,
    task::{Guarded, root},
};
use anyrt_traits::task::{BlockOn, Spawn};

use crate::SmolJoinHandle;

/// A handle to smol's global executor, which needs no owner and never shuts down.
///
/// It has one thread, or as many as the environment variable `SMOL_THREADS` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SmolGlobal;

impl SmolGlobal {
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

impl Spawn for SmolGlobal {
    type JoinHandle<T: Send + 'static> = SmolJoinHandle<T>;

    fn spawn<F>(&self, future: F) -> SmolJoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let task = smol::spawn(Guarded::new(RuntimeId::GLOBAL, future));
        SmolJoinHandle::new(task.into())
    }
}

impl BlockOn for SmolGlobal {
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
        smol::block_on(root(RuntimeId::GLOBAL, main(*self)))
    }
}

async_io_capabilities!(SmolGlobal);
