use std::{fmt, rc::Weak, sync::Arc};

use anyrt_adapter_kit::task::{Guarded, QuietDrop};
use anyrt_traits::task::SpawnLocal;
use tokio::runtime::LocalRuntime;

use crate::{TokioJoinHandle, capabilities::capabilities, shared::Shared};

/// A handle to the runtime of a [`TokioLocal`](crate::TokioLocal), on the same thread.
///
/// It is cheap to clone, and does not keep the runtime alive.
#[derive(Clone)]
pub struct TokioLocalHandle {
    runtime: Weak<LocalRuntime>,
    shared: Arc<Shared>,
}

impl TokioLocalHandle {
    pub(crate) const fn new(runtime: Weak<LocalRuntime>, shared: Arc<Shared>) -> Self {
        Self { runtime, shared }
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }
}

impl SpawnLocal for TokioLocalHandle {
    type LocalJoinHandle<T: 'static> = TokioJoinHandle<T>;

    fn spawn_local<F>(&self, future: F) -> TokioJoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let Some(runtime) = self.runtime.upgrade() else {
            drop(QuietDrop::new(future));
            return TokioJoinHandle::cancelled();
        };
        TokioJoinHandle::new(runtime.spawn_local(Guarded::new(self.shared.id(), future)))
    }
}

capabilities!(TokioLocalHandle);

impl fmt::Debug for TokioLocalHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokioLocalHandle").finish_non_exhaustive()
    }
}
