use std::{
    fmt, io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyrt_adapter_kit::{context::RuntimeId, wait_queue::WaitQueue};
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
    closed: Arc<AtomicBool>,
    /// How many blocking closures are running.
    running: AtomicUsize,
}

impl Shared {
    pub(crate) fn new(handle: Handle) -> Arc<Self> {
        Arc::new(Self {
            id: RuntimeId::unique(),
            handle,
            far_away: Instant::now() + VERY_LONG,
            closed: Arc::new(AtomicBool::new(false)),
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
        if self.is_closed() {
            Err(over())
        } else {
            Ok(())
        }
    }

    /// Sets the runtime's context for a socket that is to be registered.
    pub(crate) fn open(&self) -> io::Result<EnterGuard<'_>> {
        self.check()?;
        Ok(self.enter())
    }

    /// Makes a queue whose waiters are all woken by a shutdown.
    pub(crate) fn queue(&self) -> WaitQueue {
        WaitQueue::ending_with(self.closed.clone())
    }

    #[inline]
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

#[cold]
fn over() -> io::Error {
    io::Error::other("the runtime has shut down")
}

/// A blocking closure that runs.
pub(crate) struct Running(Arc<Shared>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::AcqRel);
    }
}

/// How long the runtime of a socket lives; not known of a socket that tokio made.
#[derive(Debug, Clone)]
pub(crate) struct Life(Option<Arc<Shared>>);

impl Life {
    /// That of a socket that was not opened through a handle of ours.
    pub(crate) const UNKNOWN: Self = Self(None);

    /// Makes sure that the runtime has not shut down, as far as is known.
    #[inline]
    pub(crate) fn check(&self) -> io::Result<()> {
        match &self.0 {
            Some(shared) => shared.check(),
            None => Ok(()),
        }
    }

    /// Makes a queue whose waiters are all woken by a shutdown.
    pub(crate) fn queue(&self) -> WaitQueue {
        self.0
            .as_ref()
            .map_or_else(WaitQueue::new, |shared| shared.queue())
    }
}

impl From<&Arc<Shared>> for Life {
    fn from(shared: &Arc<Shared>) -> Self {
        Self(Some(shared.clone()))
    }
}
