use std::{
    fmt, io,
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::Duration,
};

use anyrt_adapter_kit::{
    context,
    life::{Scope, Work},
    task::root,
};
use anyrt_traits::task::{BlockOn, Shutdown, ShutdownTimeout};
use smol::Executor;

use crate::SmolHandle;

/// Owns an executor of smol and the threads that run it.
///
/// Dropping it shuts the executor down without waiting, also inside a task: see [`Shutdown`] for what
/// becomes of tasks, timers and blocking closures. Tasks are dropped as soon as the last worker thread
/// has finished the poll it is in.
///
/// # Examples
///
/// ```
/// use anyrt_smol::Smol;
/// use anyrt_traits::task::{BlockOn, Spawn};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let answer = Smol::new()?.block_on(|rt| async move { rt.spawn(async { 42 }).await })?;
/// assert_eq!(answer, 42);
/// # Ok(())
/// # }
/// ```
pub struct Smol {
    /// Worker threads hold it as well, until the scope closes.
    executor: Arc<Executor<'static>>,
    scope: Arc<Scope>,
}

impl Smol {
    /// Starts an executor with one worker thread for each processor.
    ///
    /// # Errors
    ///
    /// What the system says if it has no thread left.
    pub fn new() -> io::Result<Self> {
        Self::builder().build()
    }

    /// Begins to configure an executor.
    #[must_use]
    pub const fn builder() -> Builder {
        Builder { threads: None }
    }
}

/// Configures a [`Smol`].
#[derive(Debug, Clone)]
pub struct Builder {
    threads: Option<NonZeroUsize>,
}

impl Builder {
    /// Sets the number of worker threads; one for each processor by default.
    #[must_use]
    pub const fn worker_threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Starts the executor.
    ///
    /// # Errors
    ///
    /// What the system says if it has no thread left.
    pub fn build(self) -> io::Result<Smol> {
        let threads = match self.threads {
            Some(threads) => threads,
            None => thread::available_parallelism()?,
        };
        // Should a thread not start, dropping this stops those that have.
        let smol = Smol {
            executor: Arc::new(Executor::new()),
            scope: Scope::new(),
        };
        for number in 0..threads.get() {
            let executor = smol.executor.clone();
            let scope = smol.scope.clone();
            let working = scope.working(Work::Tasks);
            thread::Builder::new()
                .name(format!("anyrt-smol-{number}"))
                .spawn(move || {
                    work(&executor, &scope);
                    finish(&executor, &scope);
                    drop(executor);
                    drop(working);
                })?;
        }
        Ok(smol)
    }
}

/// Runs tasks until the scope closes.
fn work(executor: &Executor<'static>, scope: &Arc<Scope>) {
    // Tasks keep their panics to themselves, but a waker of somebody else's that is called in between
    // may panic: the thread goes on.
    while !scope.is_closed() {
        let run = || smol::block_on(executor.run(scope.closed()));
        if catch_unwind(AssertUnwindSafe(run)).is_ok() {
            return;
        }
    }
}

/// Runs the tasks that the closed scope has woken, which end at once; the last worker waits for those
/// that are still being woken, so that none is left in an executor that nobody runs.
fn finish(executor: &Executor<'static>, scope: &Scope) {
    let tick = || catch_unwind(AssertUnwindSafe(|| executor.try_tick())).unwrap_or(true);
    loop {
        if tick() {
            continue;
        }
        if scope.workers() > 1 || executor.is_empty() {
            return;
        }
        thread::yield_now();
    }
}

impl BlockOn for Smol {
    type Handle = SmolHandle;

    fn handle(&self) -> SmolHandle {
        SmolHandle::new(&self.executor, &self.scope)
    }

    #[track_caller]
    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(SmolHandle) -> Fut,
        Fut: Future,
    {
        context::assert_may_block("block_on");
        smol::block_on(root(self.scope.id(), main(self.handle())))
    }
}

impl Shutdown for Smol {
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

impl Drop for Smol {
    fn drop(&mut self) {
        self.scope.close();
    }
}

impl fmt::Debug for Smol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smol").finish_non_exhaustive()
    }
}
