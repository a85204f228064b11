use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::Arc,
    thread,
    time::Duration,
};

use anyrt_adapter_kit::{context, life::Scope, task::root};
use anyrt_traits::task::{BlockOn, Shutdown, ShutdownTimeout};
use smol::LocalExecutor;

use crate::SmolLocalHandle;

/// Owns an executor of smol that lives on one thread, and runs tasks that need not be `Send`.
///
/// Its tasks make progress while [`block_on`](BlockOn::block_on) runs. Dropping it shuts it down without
/// waiting.
///
/// # Examples
///
/// ```
/// use std::rc::Rc;
///
/// use anyrt_smol::SmolLocal;
/// use anyrt_traits::task::{BlockOn, SpawnLocal};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let shared = Rc::new(42);
/// let answer = SmolLocal::new().block_on(|rt| async move {
///     rt.spawn_local(async move { *shared }).await
/// })?;
/// assert_eq!(answer, 42);
/// # Ok(())
/// # }
/// ```
pub struct SmolLocal {
    executor: Rc<LocalExecutor<'static>>,
    scope: Arc<Scope>,
}

impl SmolLocal {
    /// Makes an executor on this thread.
    #[must_use]
    pub fn new() -> Self {
        Self {
            executor: Rc::new(LocalExecutor::new()),
            scope: Scope::new(),
        }
    }
}

impl Default for SmolLocal {
    fn default() -> Self {
        Self::new()
    }
}

impl BlockOn for SmolLocal {
    type Handle = SmolLocalHandle;

    fn handle(&self) -> SmolLocalHandle {
        SmolLocalHandle::new(&self.executor, &self.scope)
    }

    #[track_caller]
    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(SmolLocalHandle) -> Fut,
        Fut: Future,
    {
        context::assert_may_block("block_on");
        let main = root(self.scope.id(), main(self.handle()));
        smol::block_on(self.executor.run(main))
    }
}

impl Shutdown for SmolLocal {
    fn shutdown(self, timeout: Duration) -> Result<(), ShutdownTimeout> {
        if !timeout.is_zero() {
            context::assert_may_block("Shutdown::shutdown");
        }
        let scope = self.scope.clone();
        drop(self);
        if scope.wait_until_idle(timeout) {
            return Ok(());
        }
        Err(ShutdownTimeout::new())
    }
}

impl Drop for SmolLocal {
    fn drop(&mut self) {
        self.scope.close();
        // A task that drops its own executor cannot end now.
        if context::is_inside(self.scope.id()) {
            return;
        }
        // The tasks that the closed scope has woken end at once; those that are still being woken are
        // waited for, so that none is left in an executor that nobody runs.
        while !self.executor.is_empty() {
            let tick = || self.executor.try_tick();
            if !catch_unwind(AssertUnwindSafe(tick)).unwrap_or(true) {
                thread::yield_now();
            }
        }
    }
}

impl fmt::Debug for SmolLocal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmolLocal").finish_non_exhaustive()
    }
}
