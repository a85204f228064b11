//! What sends and receives fail with.

use std::{error::Error, fmt};

pub use crate::mpsc::error::{SendError, SendTimeoutError, TrySendError};

/// Nothing was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is no third reason")]
pub enum RecvError {
    /// There is nothing, and nothing will come.
    Closed,
    /// The receiver was too slow, and lost so many messages. The next receive goes on after them.
    Lagged(u64),
}

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("channel closed"),
            Self::Lagged(missed) => Lagged(*missed).fmt(f),
        }
    }
}

impl Error for RecvError {}

/// Nothing was received at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is no fourth reason")]
pub enum TryRecvError {
    /// There is nothing, but something may come.
    Empty,
    /// There is nothing, and nothing will come.
    Closed,
    /// The receiver was too slow, and lost so many messages. The next receive goes on after them.
    Lagged(u64),
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("channel empty"),
            Self::Closed => f.write_str("channel closed"),
            Self::Lagged(missed) => Lagged(*missed).fmt(f),
        }
    }
}

impl Error for TryRecvError {}

/// Nothing was received in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is no fourth reason")]
pub enum RecvTimeoutError {
    /// The timer was faster.
    Timeout,
    /// There is nothing, and nothing will come.
    Closed,
    /// The receiver was too slow, and lost so many messages. The next receive goes on after them.
    Lagged(u64),
}

impl fmt::Display for RecvTimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout => f.write_str("timed out waiting on receive operation"),
            Self::Closed => f.write_str("channel closed"),
            Self::Lagged(missed) => Lagged(*missed).fmt(f),
        }
    }
}

impl Error for RecvTimeoutError {}

impl From<RecvError> for RecvTimeoutError {
    fn from(error: RecvError) -> Self {
        match error {
            RecvError::Closed => Self::Closed,
            RecvError::Lagged(missed) => Self::Lagged(missed),
        }
    }
}

/// The receiver was too slow, and lost so many messages: what its stream gives in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "it is a number")]
pub struct Lagged(pub u64);

impl fmt::Display for Lagged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "channel lagged by {}", self.0)
    }
}

impl Error for Lagged {}
