//! What sends and receives fail with.

use std::{error::Error, fmt};

pub use crate::mpsc::error::{SendError, SendTimeoutError, TrySendError};

/// Nothing was received.
///
/// # Examples
///
/// ```
/// use anyrt_channels::broadcast::{channel, error::RecvError};
///
/// let (tx, mut rx) = channel(1);
/// tx.send('a').unwrap();
/// tx.send('b').unwrap();
/// drop(tx);
/// assert_eq!(rx.blocking_recv(), Err(RecvError::Lagged(1)));
/// assert_eq!(rx.blocking_recv(), Ok('b'));
/// assert_eq!(rx.blocking_recv(), Err(RecvError::Closed));
/// ```
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
///
/// # Examples
///
/// ```
/// use anyrt_channels::broadcast::{channel, error::TryRecvError};
///
/// let (tx, mut rx) = channel(1);
/// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
/// tx.send('a').unwrap();
/// tx.send('b').unwrap();
/// assert_eq!(rx.try_recv(), Err(TryRecvError::Lagged(1)));
/// ```
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
///
/// # Examples
///
/// ```
/// use std::future::ready;
///
/// use anyrt_channels::broadcast::{channel, error::RecvTimeoutError};
/// use futures_util::FutureExt as _;
///
/// let (_tx, mut rx) = channel::<u8>(1);
/// let received = rx.recv_timeout(ready(())).now_or_never();
/// assert_eq!(received, Some(Err(RecvTimeoutError::Timeout)));
/// ```
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
///
/// # Examples
///
/// ```
/// use anyrt_channels::broadcast::{channel, error::Lagged};
/// # use futures_util::FutureExt as _;
/// use futures_util::StreamExt as _;
///
/// # async fn example() {
/// let (tx, mut rx) = channel(1);
/// tx.send('a').unwrap();
/// tx.send('b').unwrap();
/// assert_eq!(rx.next().await, Some(Err(Lagged(1))));
/// assert_eq!(rx.next().await, Some(Ok('b')));
/// # }
/// # example().now_or_never().expect("nothing waits");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "it is a number")]
pub struct Lagged(pub u64);

impl fmt::Display for Lagged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "channel lagged by {}", self.0)
    }
}

impl Error for Lagged {}
