use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What tells whether a connection is idle: whether bytes move, and who is waited for if none do.
#[derive(Debug, Default)]
pub(super) struct Activity {
    /// Grows with every read and write that moved bytes.
    moves: AtomicUsize,
    /// The services and response bodies that have yet to give something.
    busy: AtomicUsize,
    /// The last write found no room: the peer does not read.
    is_full: AtomicBool,
    /// There was a request.
    has_begun: AtomicBool,
}

impl Activity {
    pub(super) fn moved(&self) {
        self.moves.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn wrote(&self, is_full: bool) {
        if self.is_full.load(Ordering::Relaxed) != is_full {
            self.is_full.store(is_full, Ordering::Relaxed);
        }
    }

    /// Says that a service or a body is waited for.
    pub(super) fn begin(&self) {
        if !self.has_begun() {
            self.has_begun.store(true, Ordering::Relaxed);
        }
        self.busy.fetch_add(1, Ordering::Relaxed);
    }

    /// Says that it is not any more.
    pub(super) fn end(&self) {
        self.busy.fetch_sub(1, Ordering::Relaxed);
    }

    /// Tells whether there was a request.
    pub(super) fn has_begun(&self) -> bool {
        self.has_begun.load(Ordering::Relaxed)
    }

    pub(super) fn moves(&self) -> usize {
        self.moves.load(Ordering::Relaxed)
    }

    /// Tells whether the peer is who is waited for.
    pub(super) fn waits_for_peer(&self) -> bool {
        self.is_full.load(Ordering::Relaxed) || self.busy.load(Ordering::Relaxed) == 0
    }
}
