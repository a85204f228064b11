//! What goes wrong in a watch channel.

use std::{error::Error, fmt};

/// Gives a value back that no receiver is there for; from [`Sender::send`](super::Sender::send).
///
/// # Examples
///
/// ```
/// use anyrt_channels::watch::{channel, error::SendError};
///
/// let (sender, receiver) = channel(1);
/// drop(receiver);
/// assert_eq!(sender.send(2), Err(SendError(2)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "it is the value, as in tokio")]
pub struct SendError<T>(pub T);

impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendError").finish_non_exhaustive()
    }
}

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("channel closed")
    }
}

impl<T> Error for SendError<T> {}

/// Says that every sender is gone; from [`Receiver`](super::Receiver).
///
/// # Examples
///
/// ```
/// let (sender, receiver) = anyrt_channels::watch::channel(1);
/// drop(sender);
/// assert_eq!(receiver.has_changed().unwrap_err().to_string(), "channel closed");
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecvError;

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("channel closed")
    }
}

impl Error for RecvError {}
