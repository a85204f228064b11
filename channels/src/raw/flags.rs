//! The flags that every tail word has.

/// No more may be claimed or reserved. Set once, never cleared.
pub(super) const CLOSED: u64 = 1;
/// A receiver waits. With one receiver it is set while nothing is claimed, and cleared by who claims then, or
/// by who ends the queue; with many it is set and cleared under their lock.
pub(super) const RECEIVER_WAITS: u64 = 1 << 1;
