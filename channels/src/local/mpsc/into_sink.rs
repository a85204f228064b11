//! The sender as a sink.

use std::{
    fmt, mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_sink::Sink;

use super::Sender;
use crate::{mpsc::error::SendError, waiters::Key};

/// A sender that is a `Sink`; made by [`Sender::into_sink`].
///
/// From a `poll_ready` that is ready to the `start_send`, it holds room for one message, as a permit does.
///
/// # Examples
///
/// ```
/// use futures_util::SinkExt as _;
///
/// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
/// let mut sink = tx.into_sink();
/// futures_util::FutureExt::now_or_never(sink.send(1)).unwrap().unwrap();
/// assert_eq!(rx.try_recv(), Ok(1));
/// ```
pub struct IntoSink<T> {
    // There until the sink is closed.
    sender: Option<Sender<T>>,
    key: Option<Key>,
    has_room: bool,
}

impl<T> IntoSink<T> {
    pub(super) fn new(sender: Sender<T>) -> Self {
        Self {
            sender: Some(sender),
            key: None,
            has_room: false,
        }
    }

    /// Returns the sender, unless the sink is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(1);
    /// assert_eq!(tx.into_sink().get_ref().unwrap().capacity(), 1);
    /// ```
    pub fn get_ref(&self) -> Option<&Sender<T>> {
        self.sender.as_ref()
    }

    /// Makes it a sender again, unless the sink is closed, and gives back the room that it holds.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(1);
    /// assert!(tx.into_sink().into_inner().is_some());
    /// ```
    pub fn into_inner(mut self) -> Option<Sender<T>> {
        self.release();
        self.sender.take()
    }

    /// Gives back what is held, or was asked for.
    fn release(&mut self) {
        if let Some(sender) = &self.sender {
            let queue = &sender.channel.queue;
            let held = usize::from(mem::take(&mut self.has_room));
            queue.release(held);
            queue.cancel_reserve(&mut self.key);
        }
    }
}

// Nothing in it is pinned.
impl<T> Unpin for IntoSink<T> {}

impl<T> Sink<T> for IntoSink<T> {
    type Error = SendError<()>;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        let this = self.get_mut();
        let Some(sender) = &this.sender else {
            return Poll::Ready(Err(SendError(())));
        };
        if !this.has_room {
            this.has_room = ready!(sender.channel.queue.poll_reserve(1, &mut this.key, cx));
        }
        Poll::Ready(if this.has_room {
            Ok(())
        } else {
            Err(SendError(()))
        })
    }

    /// Sends a message.
    ///
    /// # Panics
    ///
    /// If `poll_ready` was not ready before.
    fn start_send(self: Pin<&mut Self>, value: T) -> Result<(), Self::Error> {
        let this = self.get_mut();
        let Some(sender) = &this.sender else {
            return Err(SendError(()));
        };
        let has_room = mem::take(&mut this.has_room);
        assert!(has_room, "poll_ready comes before start_send");
        sender.channel.queue.send_reserved(value);
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        let this = self.get_mut();
        this.release();
        this.sender = None;
        Poll::Ready(Ok(()))
    }
}

impl<T> Clone for IntoSink<T> {
    /// Makes another sink, which holds no room.
    fn clone(&self) -> Self {
        Self {
            sender: self.sender.clone(),
            key: None,
            has_room: false,
        }
    }
}

impl<T> Drop for IntoSink<T> {
    fn drop(&mut self) {
        self.release();
    }
}

impl<T> fmt::Debug for IntoSink<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoSink")
            .field("sender", &self.sender)
            .finish_non_exhaustive()
    }
}
