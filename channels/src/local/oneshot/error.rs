//! What receives fail with.

use std::{error::Error, fmt};

/// The sender is gone without a message, or the message was received before.
///
/// # Examples
///
/// ```
/// use anyrt_channels::local::oneshot::{RecvError, channel};
/// use futures_util::FutureExt as _;
///
/// let (tx, rx) = channel::<u8>();
/// drop(tx);
/// assert_eq!(rx.now_or_never(), Some(Err(RecvError)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "there is one reason")]
pub struct RecvError;

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("channel closed")
    }
}

impl Error for RecvError {}

/// Nothing was received at once.
///
/// # Examples
///
/// ```
/// use anyrt_channels::local::oneshot::{TryRecvError, channel};
///
/// let (tx, mut rx) = channel::<u8>();
/// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
/// drop(tx);
/// assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is no third reason")]
pub enum TryRecvError {
    /// There is nothing, but something may come.
    Empty,
    /// There is nothing, and nothing will come.
    Closed,
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "channel empty",
            Self::Closed => "channel closed",
        })
    }
}

impl Error for TryRecvError {}
