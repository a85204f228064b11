use std::{fmt, io, num::NonZeroUsize, sync::Arc, time::Duration};

use anyrt_adapter_kit::{context, task::root};
use anyrt_traits::task::{BlockOn, Shutdown, ShutdownTimeout};
use tokio::runtime::Runtime;

use crate::{TokioHandle, shared::Shared};

/// Owns a multi-thread tokio runtime.
///
/// Dropping it shuts the runtime down without waiting, also inside another runtime's task: see
/// [`Shutdown`] for what becomes of tasks, timers and blocking closures.
///
/// # Examples
///
/// ```
/// use anyrt_tokio::Tokio;
/// use anyrt_traits::task::{BlockOn, Spawn};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let answer = Tokio::new()?.block_on(|rt| async move { rt.spawn(async { 42 }).await })?;
/// assert_eq!(answer, 42);
/// # Ok(())
/// # }
/// ```
pub struct Tokio {
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
    shared: Arc<Shared>,
}

impl Tokio {
    /// Starts a runtime with one worker thread for each processor.
    ///
    /// # Errors
    ///
    /// What the system says if it has no thread or descriptor left.
    pub fn new() -> io::Result<Self> {
        Self::builder().build()
    }

    /// Begins to configure a runtime.
    #[must_use]
    pub const fn builder() -> Builder {
        Builder { threads: None }
    }

    /// Takes over a runtime that was configured by tokio's own means.
    ///
    /// Its input, output and timers must be enabled.
    #[must_use]
    pub fn from_runtime(runtime: Runtime) -> Self {
        let shared = Shared::owned(runtime.handle().clone());
        Self {
            runtime: Some(runtime),
            shared,
        }
    }
}

/// Configures a [`Tokio`].
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

    /// Starts the runtime.
    ///
    /// # Errors
    ///
    /// What the system says if it has no thread or descriptor left.
    pub fn build(self) -> io::Result<Tokio> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.enable_io().enable_time();
        if let Some(threads) = self.threads {
            builder.worker_threads(threads.get());
        }
        Ok(Tokio::from_runtime(builder.build()?))
    }
}

impl BlockOn for Tokio {
    type Handle = TokioHandle;

    fn handle(&self) -> TokioHandle {
        TokioHandle::from_shared(self.shared.clone())
    }

    #[track_caller]
    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(TokioHandle) -> Fut,
        Fut: Future,
    {
        context::assert_may_block("block_on");
        let main = root(self.shared.id(), main(self.handle()));
        self.runtime
            .as_ref()
            .expect("only `drop` and `shutdown` take the runtime out")
            .block_on(main)
    }
}

impl Shutdown for Tokio {
    fn shutdown(mut self, timeout: Duration) -> Result<(), ShutdownTimeout> {
        if !timeout.is_zero() {
            context::assert_may_block("Shutdown::shutdown");
        }
        let runtime = self.runtime.take();
        self.shared
            .shut_down(timeout, |timeout| match (runtime, timeout) {
                (Some(runtime), Some(timeout)) => runtime.shutdown_timeout(timeout),
                (Some(runtime), None) => runtime.shutdown_background(),
                (None, _) => {}
            })
    }
}

impl Drop for Tokio {
    fn drop(&mut self) {
        self.shared.close();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Tokio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokio").finish_non_exhaustive()
    }
}
