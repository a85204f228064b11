//! What the calling thread is doing: which runtime's task it polls, if any.

use std::{
    cell::Cell,
    ptr,
    sync::atomic::{AtomicU64, Ordering},
    task::Waker,
};

/// Names one runtime, or one way of reaching a global one, within the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuntimeId(u64);

impl RuntimeId {
    /// Makes an identity that no other runtime has.
    #[must_use]
    pub fn unique() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        // Relaxed: only the uniqueness of the number matters.
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// The identity that all global executors share; nothing is asked of them but that a task of theirs
    /// is a task.
    pub const GLOBAL: Self = Self(0);
}

/// The task that the thread polls.
#[derive(Clone, Copy)]
struct Current {
    runtime: RuntimeId,
    waker: (*const (), *const ()),
}

thread_local! {
    static CURRENT: Cell<Option<Current>> = const { Cell::new(None) };
}

#[inline]
fn identity(waker: &Waker) -> (*const (), *const ()) {
    (waker.data(), ptr::from_ref(waker.vtable()).cast())
}

/// Marks the thread as polling a task of `runtime` until the mark is dropped.
#[inline]
pub fn enter(runtime: RuntimeId, waker: &Waker) -> Polling {
    let waker = identity(waker);
    Polling {
        before: CURRENT.replace(Some(Current { runtime, waker })),
    }
}

/// The mark that [`enter`] sets.
pub struct Polling {
    before: Option<Current>,
}

impl Drop for Polling {
    #[inline]
    fn drop(&mut self) {
        CURRENT.set(self.before);
    }
}

impl std::fmt::Debug for Polling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Polling").finish_non_exhaustive()
    }
}

/// Tells whether the thread is polling or dropping a task of `runtime`.
#[must_use]
#[inline]
pub fn is_inside(runtime: RuntimeId) -> bool {
    CURRENT
        .get()
        .is_some_and(|current| current.runtime == runtime)
}

/// Tells whether `waker` is that of the task of `runtime` that the thread is polling; it is of no use
/// once the runtime has dropped the task.
#[must_use]
#[inline]
pub fn is_own_waker(runtime: RuntimeId, waker: &Waker) -> bool {
    CURRENT
        .get()
        .is_some_and(|current| current.runtime == runtime && current.waker == identity(waker))
}

/// Tells whether `waker` is that of the task that the thread is polling: an executor's own, which does
/// not panic.
#[must_use]
#[inline]
pub fn is_task_waker(waker: &Waker) -> bool {
    CURRENT
        .get()
        .is_some_and(|current| current.waker == identity(waker))
}

/// Makes sure that the thread may block: that it is not polling a task.
///
/// # Panics
///
/// If it is, with a message that says what to do instead of `call`.
#[track_caller]
pub fn assert_may_block(call: &str) {
    assert!(
        CURRENT.get().is_none(),
        "`{call}` was called inside a task, or inside another `block_on`: this thread would stop \
         serving the runtime that it belongs to. Await the future there, or run the call in \
         `spawn_blocking`"
    );
}
