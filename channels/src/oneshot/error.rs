//! What goes wrong in a oneshot channel.

use std::{error::Error, fmt};

/// Says that the value never comes; from [`Receiver`](super::Receiver).
///
/// The sender was dropped without sending, or the channel was closed before.
///
/// # Examples
///
/// ```
/// use anyrt_channels::oneshot;
///
/// let (sender, receiver) = oneshot::channel::<u8>();
/// drop(sender);
/// assert_eq!(receiver.blocking_recv().unwrap_err().to_string(), "channel closed");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecvError;

impl fmt::Debug for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecvError")
    }
}

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("channel closed")
    }
}

impl Error for RecvError {}

/// Says why there is no value; from [`Receiver::try_recv`](super::Receiver::try_recv).
///
/// # Examples
///
/// ```
/// use anyrt_channels::oneshot::{channel, error::TryRecvError};
///
/// let (sender, mut receiver) = channel::<u8>();
/// assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
/// drop(sender);
/// assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a value is to come, or it is not")]
pub enum TryRecvError {
    /// It has not come yet.
    Empty,
    /// It never comes, or was taken already.
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

/// Says why no value came in time; from [`Receiver::recv_timeout`](super::Receiver::recv_timeout).
///
/// # Examples
///
/// ```
/// use std::future::ready;
///
/// use anyrt_channels::oneshot::{channel, error::RecvTimeoutError};
/// use futures_util::FutureExt as _;
///
/// let (_sender, mut receiver) = channel::<u8>();
/// let received = receiver.recv_timeout(ready(())).now_or_never();
/// assert_eq!(received, Some(Err(RecvTimeoutError::Timeout)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "time runs out, or the value never comes"
)]
pub enum RecvTimeoutError {
    /// The timer was ready first. The value may still come.
    Timeout,
    /// It never comes.
    Closed,
}

impl fmt::Display for RecvTimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Timeout => "timed out waiting on channel",
            Self::Closed => "channel closed",
        })
    }
}

impl Error for RecvTimeoutError {}
