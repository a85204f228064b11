//! What the server puts up with.

use std::time::Duration;

use crate::resp::ParseLimits;

/// Bounds that keep one client from harming the others.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// How many clients may be connected at once.
    pub(crate) clients: usize,
    /// How large a request may be.
    pub(crate) requests: ParseLimits,
    /// How many bytes of messages may wait for a subscriber before it is sent away.
    pub(crate) subscriber_bytes: usize,
    /// How long a client may be silent, if there is a limit.
    pub(crate) idle: Option<Duration>,
    /// How long a connection that ends may take to send its replies, and the server to end.
    pub(crate) grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            clients: 10_000,
            requests: ParseLimits {
                request_bytes: 64 * 1024 * 1024,
                arguments: 1024 * 1024,
            },
            subscriber_bytes: 32 * 1024 * 1024,
            idle: None,
            grace: Duration::from_secs(5),
        }
    }
}
