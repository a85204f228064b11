use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};

use anyrt_traits::task::{JoinError, SpawnBlocking};

use super::handle::{Handle, Shared};

type BoxCall = Box<dyn FnOnce() + Send>;

/// Queues closures and runs them on the thread of the test, when it is told to.
#[derive(Clone, Default)]
pub(crate) struct Calls(Arc<Mutex<Vec<BoxCall>>>);

impl Calls {
    /// Runs what is queued.
    pub(crate) fn run(&self) {
        let calls = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for call in calls {
            call();
        }
    }
}

impl SpawnBlocking for Calls {
    type BlockingHandle<T: Send + 'static> = Handle<T>;

    fn spawn_blocking<F, T>(&self, closure: F) -> Handle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let shared = Shared::new();
        let result = shared.clone();
        let call = move || {
            if result.is_aborted() {
                drop(closure);
                return result.finish(Err(JoinError::cancelled()));
            }
            let output = catch_unwind(AssertUnwindSafe(closure));
            result.finish(output.map_err(JoinError::panicked));
        };
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Box::new(call));
        Handle(shared)
    }
}
