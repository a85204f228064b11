//! The state of a shared value: one word of three bits and the number of readers.

/// Nobody reads, writes or waits.
pub(super) const FREE: usize = 0;

/// Set by the writer that has the value, or looks whether the single reader has it; never together with a
/// reader that is counted. While it is set nobody else changes the
/// word, so that the writer gives the value up by a plain store.
pub(super) const WRITES: usize = 1;

/// Set by a writer that waits for readers to leave, so that new ones let it by for a while; gone once a
/// writer has the value. Never together with `WRITES`.
pub(super) const WRITER_WAITS: usize = 1 << 1;

/// Set by who waits for a change; never together with `WRITES`: a writer keeps it aside, and puts it back
/// if it changes nothing.
pub(super) const AWAITED: usize = 1 << 2;

/// What a reader adds.
pub(super) const READER: usize = 1 << 3;
