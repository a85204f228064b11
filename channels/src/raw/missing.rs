//! Why nothing was received.

/// What a queue has in place of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Nothing yet.
    Empty,
    /// Nothing yet, but one that is being written.
    Claimed,
    /// Nothing any more.
    End,
}
