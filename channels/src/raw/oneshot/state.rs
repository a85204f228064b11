//! The state of a oneshot channel: one byte.
//!
//! A channel starts with [`EMPTY`]. Without waiters the sender goes to `COMPLETE | VALUE | SENDER_GONE` in one
//! step, which gives all the memory to the receiver.

/// Nothing has happened.
pub(super) const EMPTY: u8 = 0;

/// Set by the sender when it sends, or is dropped without; never after `CLOSED`, never together with
/// `SENDER_WAITS`.
pub(super) const COMPLETE: u8 = 1;

/// Set by the sender in the step that sets `COMPLETE`, when there is a value; cleared by the receiver that
/// takes the value.
pub(super) const VALUE: u8 = 1 << 1;

/// Set by the sender in its last step; together with `COMPLETE` if it found no `RECEIVER_WAITS`, otherwise
/// once it has taken the waker. Never set before `COMPLETE` or `CLOSED`.
pub(super) const SENDER_GONE: u8 = 1 << 2;

/// Set by the receiver when it wants no value; after `COMPLETE` it means nothing.
pub(super) const CLOSED: u8 = 1 << 3;

/// Set by the receiver in its last step, after `CLOSED`; never when it saw `SENDER_GONE`.
pub(super) const RECEIVER_GONE: u8 = 1 << 4;

/// Set by the receiver when its waker is in place, and cleared by it to put another one there. The step that
/// sets `COMPLETE` looks at it; set or cleared after that it means nothing.
pub(super) const RECEIVER_WAITS: u8 = 1 << 5;

/// Set by the sender when its waker is in place, and cleared by it to put another one there, or to complete.
/// Set after `CLOSED` it means nothing.
pub(super) const SENDER_WAITS: u8 = 1 << 6;
