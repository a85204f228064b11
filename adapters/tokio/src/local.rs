use std::{fmt, io, rc::Rc, sync::Arc, time::Duration};

use anyrt_adapter_kit::{context, task::root};
use anyrt_traits::task::{BlockOn, Shutdown, ShutdownTimeout};
use tokio::runtime::{Builder, LocalRuntime};

use crate::{TokioLocalHandle, shared::Shared};

/// Owns a tokio runtime that lives on one thread, and runs tasks that need not be `Send`.
///
/// Its tasks make progress while [`block_on`](BlockOn::block_on) runs. Dropping it shuts it down without
/// waiting, also inside another runtime's task.
///
/// # Examples
///
/// ```
/// use std::rc::Rc;
///
/// use anyrt_tokio::TokioLocal;
/// use anyrt_traits::task::{BlockOn, SpawnLocal};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let shared = Rc::new(42);
/// let answer = TokioLocal::new()?.block_on(|rt| async move {
///     rt.spawn_local(async move { *shared }).await
/// })?;
/// assert_eq!(answer, 42);
/// # Ok(())
/// # }
/// ```
pub struct TokioLocal {
    /// `None` only while it is dropped. Handles hold it weakly, and strongly for the length of a call.
    runtime: Option<Rc<LocalRuntime>>,
    shared: Arc<Shared>,
}

impl TokioLocal {
    /// Makes a runtime on this thread.
    ///
    /// # Errors
    ///
    /// What the system says if it has no descriptor left.
    pub fn new() -> io::Result<Self> {
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build_local(tokio::runtime::LocalOptions::default())?;
        let shared = Shared::owned(runtime.handle().clone());
        Ok(Self {
            runtime: Some(Rc::new(runtime)),
            shared,
        })
    }

    fn runtime(&self) -> &Rc<LocalRuntime> {
        self.runtime
            .as_ref()
            .expect("only `drop` and `shutdown` take the runtime out")
    }
}

impl BlockOn for TokioLocal {
    type Handle = TokioLocalHandle;

    fn handle(&self) -> TokioLocalHandle {
        TokioLocalHandle::new(Rc::downgrade(self.runtime()), self.shared.clone())
    }

    #[track_caller]
    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(TokioLocalHandle) -> Fut,
        Fut: Future,
    {
        context::assert_may_block("block_on");
        let main = main(self.handle());
        self.runtime().block_on(root(self.shared.id(), main))
    }
}

impl Shutdown for TokioLocal {
    fn shutdown(mut self, timeout: Duration) -> Result<(), ShutdownTimeout> {
        if !timeout.is_zero() {
            context::assert_may_block("Shutdown::shutdown");
        }
        let runtime = self.runtime.take().and_then(Rc::into_inner);
        self.shared
            .shut_down(timeout, |timeout| match (runtime, timeout) {
                (Some(runtime), Some(timeout)) => runtime.shutdown_timeout(timeout),
                (Some(runtime), None) => runtime.shutdown_background(),
                (None, _) => {}
            })
    }
}

impl Drop for TokioLocal {
    fn drop(&mut self) {
        self.shared.close();
        if let Some(runtime) = self.runtime.take().and_then(Rc::into_inner) {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for TokioLocal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokioLocal").finish_non_exhaustive()
    }
}
