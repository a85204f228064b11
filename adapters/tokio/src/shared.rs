use std::{
    fmt, io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyrt_adapter_kit::{
    clock,
    context::RuntimeId,
    life::{Lifetime, Scope},
};
use anyrt_traits::task::ShutdownTimeout;
use tokio::runtime::{EnterGuard, Handle};

/// What stands for never, as in tokio's own timers.
pub(crate) const VERY_LONG: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// What every handle and every resource of one runtime knows of it.
pub(crate) struct Shared {
    pub(crate) lifetime: Lifetime,
    pub(crate) handle: Handle,
    /// The last deadline that tokio's timers are given.
    pub(crate) far_away: Instant,
    /// How many blocking closures are running.
    running: AtomicUsize,
}

impl Shared {
    /// Of a runtime that an owner of ours shuts down.
    pub(crate) fn owned(handle: Handle) -> Arc<Self> {
        Self::new(handle, Lifetime::of(Scope::new()))
    }

    /// Of a runtime whose end is told by tokio alone.
    pub(crate) fn joined(handle: Handle) -> Arc<Self> {
        Self::new(handle, Lifetime::GLOBAL)
    }

    fn new(handle: Handle, lifetime: Lifetime) -> Arc<Self> {
        Arc::new(Self {
            lifetime,
            handle,
            far_away: clock::now() + VERY_LONG,
            running: AtomicUsize::new(0),
        })
    }

    /// Sets the runtime's context; also in a task of it, where somebody may have set another.
    #[inline]
    pub(crate) fn enter(&self) -> EnterGuard<'_> {
        self.handle.enter()
    }

    /// Makes sure that the runtime has not shut down; tokio takes its time to notice.
    #[inline]
    pub(crate) fn check(&self) -> io::Result<()> {
        self.lifetime.check()
    }

    /// Sets the runtime's context for a socket that is to be registered.
    pub(crate) fn open(&self) -> io::Result<EnterGuard<'_>> {
        self.check()?;
        Ok(self.enter())
    }

    #[inline]
    pub(crate) fn is_closed(&self) -> bool {
        self.lifetime.is_over()
    }

    /// Returns the runtime's identity.
    #[inline]
    pub(crate) fn id(&self) -> RuntimeId {
        self.lifetime.id()
    }

    /// Says that the owner is going to shut the runtime down, and wakes who waits elsewhere: tokio does so
    /// only once it has stopped its workers, the last of which may be in a long poll.
    pub(crate) fn close(&self) {
        if let Some(scope) = self.lifetime.scope() {
            scope.close();
        }
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
        let start = clock::now();
        shutdown(Some(timeout));
        // tokio does not tell; it returns before the limit only if everything has ended.
        if clock::now() - start >= timeout {
            return Err(ShutdownTimeout::new());
        }
        Ok(())
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("closed", &self.is_closed())
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
