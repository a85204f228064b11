use std::{
    fmt,
    sync::{Arc, Weak},
};

use anyrt_adapter_kit::{
    async_io::Scoped,
    async_io_capabilities,
    life::{Lifetime, Scope},
    task::QuietDrop,
};
use anyrt_traits::task::Spawn;
use smol::Executor;

use crate::SmolJoinHandle;

/// A handle to the executor of a [`Smol`](crate::Smol).
///
/// It is cheap to clone, works from any thread, and does not keep the executor alive.
#[derive(Clone)]
pub struct SmolHandle {
    executor: Weak<Executor<'static>>,
    lifetime: Lifetime,
}

impl SmolHandle {
    pub(crate) fn new(executor: &Arc<Executor<'static>>, scope: &Arc<Scope>) -> Self {
        Self {
            executor: Arc::downgrade(executor),
            lifetime: Lifetime::of(scope.clone()),
        }
    }

    const fn lifetime(&self) -> &Lifetime {
        &self.lifetime
    }

    const fn scope(&self) -> &Arc<Scope> {
        self.lifetime
            .scope()
            .expect("the executor has an owner, and so a scope")
    }
}

impl Spawn for SmolHandle {
    type JoinHandle<T: Send + 'static> = SmolJoinHandle<T>;

    fn spawn<F>(&self, future: F) -> SmolJoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        match self.executor.upgrade() {
            Some(executor) if !self.scope().is_closed() => {
                let task = executor.spawn(Scoped::new(self.scope(), future));
                SmolJoinHandle::new(task.into())
            }
            _ => {
                drop(QuietDrop::new(future));
                SmolJoinHandle::cancelled()
            }
        }
    }
}

async_io_capabilities!(SmolHandle);

impl fmt::Debug for SmolHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmolHandle").finish_non_exhaustive()
    }
}
