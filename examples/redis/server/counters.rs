//! Numbers that `INFO` tells.

use std::sync::atomic::{AtomicU64, Ordering};

/// A number that counts events; nothing is decided by it.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    /// Counts some events.
    pub(crate) fn add(&self, events: u64) {
        self.0.fetch_add(events, Ordering::Relaxed);
    }

    /// Returns the number of events.
    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What has happened since the start, or since `CONFIG RESETSTAT`.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    /// Clients that connected.
    pub(crate) connections: Counter,
    /// Clients that were turned away because there were too many.
    pub(crate) rejected: Counter,
    /// Requests that were answered.
    pub(crate) commands: Counter,
}

impl Counters {
    /// Starts counting anew.
    pub(crate) fn reset(&self) {
        for counter in [&self.connections, &self.rejected, &self.commands] {
            counter.0.store(0, Ordering::Relaxed);
        }
    }
}
