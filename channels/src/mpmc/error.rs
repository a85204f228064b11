//! What sends and receives fail with.

use std::{error::Error, fmt};

pub use crate::mpsc::error::{SendError, SendTimeoutError, TrySendError};

impl<T> SendError<T> {
    /// Returns what was not sent.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::mpmc::SendError;
    ///
    /// assert_eq!(SendError(1).into_inner(), 1);
    /// ```
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> TrySendError<T> {
    /// Returns whether there was no room.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::mpmc::TrySendError;
    ///
    /// assert!(TrySendError::Full(1).is_full());
    /// ```
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Full(_))
    }

    /// Returns whether the channel is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::mpmc::TrySendError;
    ///
    /// assert!(TrySendError::Closed(1).is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Closed(_))
    }
}

/// Nothing was received, and nothing will be: the channel is empty and closed.
///
/// # Examples
///
/// ```
/// use anyrt_channels::mpmc::{RecvError, bounded};
///
/// let (tx, rx) = bounded::<u8>(1);
/// drop(tx);
/// assert_eq!(rx.recv_blocking(), Err(RecvError));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "async-channel's callers match it"
)]
pub struct RecvError;

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("receiving from an empty and closed channel")
    }
}

impl Error for RecvError {}

/// Nothing was received at once.
///
/// # Examples
///
/// ```
/// use anyrt_channels::mpmc::{TryRecvError, bounded};
///
/// let (_tx, rx) = bounded::<u8>(1);
/// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is no third reason")]
pub enum TryRecvError {
    /// There is nothing, but something may come.
    Empty,
    /// There is nothing, and nothing will come.
    Closed,
}

impl TryRecvError {
    /// Returns whether something may come.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::mpmc::TryRecvError;
    ///
    /// assert!(TryRecvError::Empty.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Returns whether nothing will come.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::mpmc::TryRecvError;
    ///
    /// assert!(TryRecvError::Closed.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Closed)
    }
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "receiving from an empty channel",
            Self::Closed => "receiving from an empty and closed channel",
        })
    }
}

impl Error for TryRecvError {}

/// Nothing was received in time.
///
/// # Examples
///
/// ```
/// use anyrt_channels::mpmc::RecvTimeoutError;
///
/// assert_eq!(RecvTimeoutError::Timeout.to_string(), "timed out waiting on receive operation");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is no third reason")]
pub enum RecvTimeoutError {
    /// The timer was faster.
    Timeout,
    /// There is nothing, and nothing will come.
    Closed,
}

impl fmt::Display for RecvTimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Timeout => "timed out waiting on receive operation",
            Self::Closed => "receiving from an empty and closed channel",
        })
    }
}

impl Error for RecvTimeoutError {}
