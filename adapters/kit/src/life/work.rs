use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::Scope;
use crate::clock;

/// How many threads are at work.
#[derive(Debug, Default)]
pub(super) struct AtWork {
    counts: Mutex<Counts>,
    idle: Condvar,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    workers: usize,
    closures: usize,
}

impl Counts {
    const fn of(&mut self, work: Work) -> &mut usize {
        match work {
            Work::Tasks => &mut self.workers,
            Work::Closure => &mut self.closures,
        }
    }
}

/// What a thread does for a runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "there is nothing else that a thread could do"
)]
pub enum Work {
    /// It runs tasks until the scope closes.
    Tasks,
    /// It runs a blocking closure.
    Closure,
}

impl AtWork {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until no thread is at work, for up to `timeout`; tells whether that is so.
    #[expect(
        clippy::disallowed_methods,
        reason = "an owner waits for real threads, when no runtime is left to wait by"
    )]
    fn wait_until_idle(&self, timeout: Duration) -> bool {
        let deadline = clock::now().checked_add(timeout);
        let mut counts = self.counts();
        if timeout.is_zero() {
            return counts.closures == 0;
        }
        while counts.workers + counts.closures > 0 {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(clock::now()));
            counts = match left {
                None => self
                    .idle
                    .wait(counts)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => return false,
                Some(left) => {
                    self.idle
                        .wait_timeout(counts, left)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
            };
        }
        true
    }
}

impl Scope {
    /// Counts the calling thread as being at work until the guard is dropped.
    #[must_use]
    pub fn working(self: &Arc<Self>, work: Work) -> Working {
        *self.at_work.counts().of(work) += 1;
        let scope = self.clone();
        Working { scope, work }
    }

    /// Returns how many threads run tasks.
    #[must_use]
    pub fn workers(&self) -> usize {
        self.at_work.counts().workers
    }

    /// Waits until no thread is at work, for up to `timeout`; tells whether that is so. A `timeout` of
    /// zero looks at blocking closures only: workers, idle or not, take a moment to end.
    #[must_use]
    pub fn wait_until_idle(&self, timeout: Duration) -> bool {
        self.at_work.wait_until_idle(timeout)
    }
}

/// A thread at work for a runtime; see [`Scope::working`].
#[derive(Debug)]
pub struct Working {
    scope: Arc<Scope>,
    work: Work,
}

impl Drop for Working {
    fn drop(&mut self) {
        let at_work = &self.scope.at_work;
        let mut counts = at_work.counts();
        *counts.of(self.work) -= 1;
        if counts.workers + counts.closures == 0 {
            at_work.idle.notify_all();
        }
    }
}
