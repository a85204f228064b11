//! What keeps a receiver that always finds something from holding its thread.

use std::task::{Context, Poll};

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
