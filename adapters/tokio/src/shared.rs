use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyrt_adapter_kit::context::{self, RuntimeId};
use anyrt_traits::task::ShutdownTimeout;
use tokio::runtime::{EnterGuard, Handle};

/// What stands for never, as in tokio's own timers.
pub(crate) const VERY_LONG: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// What every handle and every resource of one runtime knows of it.
pub(crate) struct Shared {
    pub(crate) id: RuntimeId,
    pub(crate) handle: Handle,
    /// The last deadline that tokio's timers are given.
    pub(crate) far_away: Instant,
    closed: AtomicBool,
    /// How many blocking closures are running.
    running: AtomicUsize,
}

impl Shared {
    pub(crate) fn new(handle: Handle) -> Arc<Self> {
        Arc::new(Self {
            id: RuntimeId::unique(),
            handle,
            far_away: Instant::now() + VERY_LONG,
            closed: AtomicBool::new(false),
            running: AtomicUsize::new(0),
        })
    }

    /// Sets the runtime's context, unless the thread is in one of its tasks, where it is set.
    pub(crate) fn enter(&self) -> Option<EnterGuard<'_>> {
        (!context::is_inside(self.id)).then(|| self.handle.enter())
    }

    pub(crate) fn is_closed(&self) -> bool {
        // Acquire: pairs with the Release in `close`.
        self.closed.load(Ordering::Acquire)
    }

    /// Says that the owner is going to shut the runtime down.
    pub(crate) fn close(&self) {
        // Release: pairs with the Acquire in `is_closed`.
        self.closed.store(true, Ordering::Release);
    }

    /// Counts a blocking closure in, until the guard is dropped.
    pub(crate) fn running(self: &Arc<Self>) -> Running {
        self.running.fetch_add(1, Ordering::AcqRel);
        Running(self.clone())
    }

    /// Runs tokio's `shutdown` with a limit, and tells whether it kept it.
    pub(crate) fn shut_down(
        &self,
        timeout: Duration,
        shutdown: impl FnOnce(Option<Duration>),
    ) -> Result<(), ShutdownTimeout> {
        self.close();
        if timeout.is_zero() {
            shutdown(None);
            return match self.running.load(Ordering::Acquire) {
                0 => Ok(()),
                _ => Err(ShutdownTimeout::new()),
            };
        }
        context::assert_may_block("Shutdown::shutdown");
        let start = Instant::now();
        shutdown(Some(timeout));
        // tokio does not tell; it returns before the limit only if everything has ended.
        if start.elapsed() >= timeout {
            return Err(ShutdownTimeout::new());
        }
        Ok(())
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}

/// A blocking closure that runs.
pub(crate) struct Running(Arc<Shared>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::AcqRel);
    }
}
