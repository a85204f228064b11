//! The future of both receivers.

/// Waits for the next message: the future of every receiver that is alone.
///
/// # Cancel safety
///
/// Cancel safe: a message leaves the queue only in the poll that returns it.
pub type Recv<'a, R> = crate::receive::Recv<'a, R>;
