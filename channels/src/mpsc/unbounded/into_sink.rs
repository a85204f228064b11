//! The sender of an unbounded channel as a sink.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use futures_sink::Sink;

use super::UnboundedSender;
use crate::mpsc::error::SendError;

/// A sender that is a `Sink`; made by [`UnboundedSender::into_sink`].
///
/// # Examples
///
/// ```
/// use futures_util::SinkExt as _;
///
/// let (tx, mut rx) = anyrt_channels::mpsc::unbounded_channel();
/// let mut sink = tx.into_sink();
/// futures_util::FutureExt::now_or_never(sink.send(1)).unwrap().unwrap();
/// assert_eq!(rx.try_recv(), Ok(1));
/// ```
pub struct IntoUnboundedSink<T> {
    // There until the sink is closed.
    sender: Option<UnboundedSender<T>>,
}

impl<T> IntoUnboundedSink<T> {
    pub(super) fn new(sender: UnboundedSender<T>) -> Self {
        Self {
            sender: Some(sender),
        }
    }

    /// Returns the sender, unless the sink is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::unbounded_channel::<u8>();
    /// assert!(tx.into_sink().get_ref().is_some());
    /// ```
    pub fn get_ref(&self) -> Option<&UnboundedSender<T>> {
        self.sender.as_ref()
    }

    /// Makes it a sender again, unless the sink is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::unbounded_channel::<u8>();
    /// assert!(tx.into_sink().into_inner().is_some());
    /// ```
    pub fn into_inner(self) -> Option<UnboundedSender<T>> {
        self.sender
    }
}

impl<T> Sink<T> for IntoUnboundedSink<T> {
    type Error = SendError<()>;

    fn poll_ready(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        match &self.sender {
            Some(sender) if !sender.is_closed() => Poll::Ready(Ok(())),
            _ => Poll::Ready(Err(SendError(()))),
        }
    }

    fn start_send(self: Pin<&mut Self>, value: T) -> Result<(), Self::Error> {
        match &self.sender {
            Some(sender) => sender.send(value).map_err(|_| SendError(())),
            None => Err(SendError(())),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Result<(), Self::Error>> {
        self.sender = None;
        Poll::Ready(Ok(()))
    }
}

impl<T> Clone for IntoUnboundedSink<T> {
    fn clone(&self) -> Self {
        Self {
            sender: self.sender.clone(),
        }
    }
}

impl<T> fmt::Debug for IntoUnboundedSink<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoUnboundedSink").finish_non_exhaustive()
    }
}
