//! What keeps a receiver that always finds something from holding its thread.

// std's atomic in models too: it orders nothing.
use std::{
    sync::atomic::{AtomicU8, Ordering},
    task::{Context, Poll},
};

/// How many messages a receiver gets before it lets others run.
const LIMIT: u8 = 128;

/// How many results were ready in a row.
#[derive(Debug)]
pub(crate) struct Budget {
    ready: u8,
    is_limited: bool,
}

impl Budget {
    pub(crate) fn new() -> Self {
        Self {
            ready: 0,
            is_limited: true,
        }
    }

    /// Counts no more.
    pub(crate) fn lift(&mut self) {
        self.is_limited = false;
    }

    /// Returns whether the receiver is to pend this once, and wakes it if so.
    #[inline]
    pub(crate) fn is_spent(&mut self, cx: &Context<'_>) -> bool {
        if self.ready < LIMIT {
            return false;
        }
        self.ready = 0;
        cx.waker().wake_by_ref();
        true
    }

    /// Counts what came of a poll.
    #[inline]
    pub(crate) fn count<T>(&mut self, poll: Poll<T>) -> Poll<T> {
        self.ready = if poll.is_ready() && self.is_limited {
            self.ready + 1
        } else {
            0
        };
        poll
    }
}

/// The same for a receiver that is shared: what it counts is exact only while one task receives.
#[derive(Debug)]
pub(crate) struct SharedBudget {
    ready: AtomicU8,
    is_limited: bool,
}

impl SharedBudget {
    pub(crate) fn new() -> Self {
        Self {
            ready: AtomicU8::new(0),
            is_limited: true,
        }
    }

    /// Counts no more.
    pub(crate) fn lift(&mut self) {
        self.is_limited = false;
    }

    /// Makes one of the same kind, which has counted nothing.
    pub(crate) fn renew(&self) -> Self {
        Self {
            ready: AtomicU8::new(0),
            is_limited: self.is_limited,
        }
    }

    /// Returns whether the receiver is to pend this once, and wakes it if so.
    #[inline]
    pub(crate) fn is_spent(&self, cx: &Context<'_>) -> bool {
        if self.ready.load(Ordering::Relaxed) < LIMIT {
            return false;
        }
        self.ready.store(0, Ordering::Relaxed);
        cx.waker().wake_by_ref();
        true
    }

    /// Counts what came of a poll.
    #[inline]
    pub(crate) fn count<T>(&self, poll: Poll<T>) -> Poll<T> {
        let ready = if poll.is_ready() && self.is_limited {
            self.ready.load(Ordering::Relaxed).saturating_add(1)
        } else {
            0
        };
        self.ready.store(ready, Ordering::Relaxed);
        poll
    }
}
