use std::{
    fmt,
    sync::Arc,
    task::{Wake, Waker},
};

use super::quietly;
use crate::context;

/// Keeps the panics of somebody else's waker from an executor that aborts the process at one.
///
/// The waker of the task that is being polled is its executor's own, and passes as it is. Any other one,
/// such as a combinator's, is wrapped, once for as long as it stays the same.
#[derive(Default)]
pub struct ForeignWaker {
    wrapped: Option<(Arc<Quiet>, Waker)>,
}

struct Quiet(Waker);

impl Wake for Quiet {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        quietly(|| self.0.wake_by_ref());
    }
}

impl ForeignWaker {
    /// Makes one that has wrapped nothing yet.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Self { wrapped: None }
    }

    /// Returns a waker that does what `waker` does, and does not panic.
    #[inline]
    pub fn guard<'a>(&'a mut self, waker: &'a Waker) -> &'a Waker {
        if context::is_task_waker(waker) {
            waker
        } else {
            self.wrap(waker)
        }
    }

    /// Forgets what it has wrapped.
    #[inline]
    pub fn clear(&mut self) {
        self.wrapped = None;
    }

    fn wrap(&mut self, waker: &Waker) -> &Waker {
        let wrap = || {
            let quiet = Arc::new(Quiet(waker.clone()));
            (quiet.clone(), Waker::from(quiet))
        };
        let (_, guarded) = match self.wrapped.take() {
            Some(old) if old.0.0.will_wake(waker) => self.wrapped.insert(old),
            _ => self.wrapped.insert(wrap()),
        };
        guarded
    }
}

impl fmt::Debug for ForeignWaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForeignWaker").finish_non_exhaustive()
    }
}
