use std::{
    fmt,
    rc::{Rc, Weak},
    sync::Arc,
};

use anyrt_adapter_kit::{
    async_io::Scoped,
    async_io_capabilities,
    life::{Lifetime, Scope},
    task::QuietDrop,
};
use anyrt_traits::task::SpawnLocal;
use smol::LocalExecutor;

use crate::SmolLocalJoinHandle;

/// A handle to the executor of a [`SmolLocal`](crate::SmolLocal), on the same thread.
///
/// It is cheap to clone, and does not keep the executor alive.
#[derive(Clone)]
pub struct SmolLocalHandle {
    executor: Weak<LocalExecutor<'static>>,
    lifetime: Lifetime,
}

impl SmolLocalHandle {
    pub(crate) fn new(executor: &Rc<LocalExecutor<'static>>, scope: &Arc<Scope>) -> Self {
        Self {
            executor: Rc::downgrade(executor),
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

impl SpawnLocal for SmolLocalHandle {
    type LocalJoinHandle<T: 'static> = SmolLocalJoinHandle<T>;

    fn spawn_local<F>(&self, future: F) -> SmolLocalJoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        match self.executor.upgrade() {
            Some(executor) if !self.scope().is_closed() => {
                let task = executor.spawn(Scoped::new(self.scope(), future));
                SmolLocalJoinHandle::new(task.into())
            }
            _ => {
                drop(QuietDrop::new(future));
                SmolLocalJoinHandle::cancelled()
            }
        }
    }
}

async_io_capabilities!(SmolLocalHandle);

impl fmt::Debug for SmolLocalHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmolLocalHandle").finish_non_exhaustive()
    }
}
