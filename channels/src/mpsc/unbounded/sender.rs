//! The sender of an unbounded channel.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{IntoUnboundedSink, WeakUnboundedSender, channel::Channel};
use crate::{mpsc::error::SendError, sync::Arc, until_closed::ClosedNode};

/// Sends to the [`UnboundedReceiver`](super::UnboundedReceiver); made by
/// [`unbounded_channel`](super::unbounded_channel).
///
/// Clones send to the same receiver. When the last one is dropped, the receiver gets what is in the queue,
/// and then `None`.
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::mpsc::unbounded_channel();
/// let other = tx.clone();
/// tx.send(1).unwrap();
/// other.send(2).unwrap();
/// assert_eq!((rx.try_recv(), rx.try_recv()), (Ok(1), Ok(2)));
/// ```
pub struct UnboundedSender<T> {
    channel: Arc<Channel<T>>,
}

impl<T> UnboundedSender<T> {
    /// Wraps what is counted already.
    pub(super) fn counted(channel: Arc<Channel<T>>) -> Self {
        Self { channel }
    }

    /// Sends a message, which never waits.
    ///
    /// # Errors
    ///
    /// The message, if the receiver is gone or has closed the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::mpsc::unbounded_channel();
    /// assert!(tx.send(1).is_ok());
    /// drop(rx);
    /// assert_eq!(tx.send(2).unwrap_err().0, 2);
    /// ```
    #[inline]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.channel.list.send(value).map_err(SendError)
    }

    /// Makes this a `Sink`, which is always ready.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::{FutureExt as _, SinkExt as _};
    /// # async fn example() {
    /// let (tx, mut rx) = anyrt_channels::mpsc::unbounded_channel();
    /// tx.into_sink().send(1).await.unwrap();
    /// assert_eq!(rx.recv().await, Some(1));
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn into_sink(self) -> IntoUnboundedSink<T> {
        IntoUnboundedSink::new(self)
    }

    /// Waits until the receiver is gone, or has closed the channel.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let (tx, rx) = anyrt_channels::mpsc::unbounded_channel::<()>();
    /// drop(rx);
    /// tx.closed().await;
    /// assert!(tx.is_closed());
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn closed(&self) -> UnboundedClosed<'_, T> {
        UnboundedClosed {
            sender: self,
            node: ClosedNode::new(()),
        }
    }

    /// Returns whether the receiver is gone, or has closed the channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, rx) = anyrt_channels::mpsc::unbounded_channel::<u8>();
    /// assert!(!tx.is_closed());
    /// drop(rx);
    /// assert!(tx.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.channel.list.is_closed()
    }

    /// Returns whether the other sends to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::unbounded_channel::<u8>();
    /// assert!(tx.same_channel(&tx.clone()));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }

    /// Makes a sender that does not keep the channel open.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::unbounded_channel::<u8>();
    /// let weak = tx.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(tx);
    /// assert!(weak.upgrade().is_none());
    /// ```
    #[must_use = "it does nothing until it is upgraded"]
    pub fn downgrade(&self) -> WeakUnboundedSender<T> {
        WeakUnboundedSender::new(self.channel.clone())
    }

    /// Returns how many senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::unbounded_channel::<u8>();
    /// assert_eq!(tx.strong_count(), 1);
    /// ```
    pub fn strong_count(&self) -> usize {
        self.channel.senders.strong()
    }

    /// Returns how many weak senders there are.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::unbounded_channel::<u8>();
    /// let weak = tx.downgrade();
    /// assert_eq!(tx.weak_count(), 1);
    /// # drop(weak);
    /// ```
    pub fn weak_count(&self) -> usize {
        self.channel.senders.weak()
    }
}

impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> Self {
        self.channel.senders.add();
        Self::counted(self.channel.clone())
    }
}

impl<T> Drop for UnboundedSender<T> {
    fn drop(&mut self) {
        if self.channel.senders.is_last() {
            self.channel.list.close_as_sender();
        }
    }
}

impl<T> fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedSender").finish_non_exhaustive()
    }
}

pin_project! {
    /// Waits for the close; made by [`UnboundedSender::closed`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is lost.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct UnboundedClosed<'a, T> {
        sender: &'a UnboundedSender<T>,
        #[pin]
        node: ClosedNode,
    }

    impl<T> PinnedDrop for UnboundedClosed<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.sender.channel.list.until_closed.cancel(this.node);
        }
    }
}

impl<T> Future for UnboundedClosed<'_, T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        let list = &this.sender.channel.list;
        list.until_closed.poll(this.node, cx, || list.is_closed())
    }
}

impl<T> fmt::Debug for UnboundedClosed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedClosed").finish_non_exhaustive()
    }
}
