//! Permits that own the sender.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::Sender;
use crate::{
    mpsc::error::SendError,
    raw::ring::{Reserved, SendNode},
};

/// Room for one message and the sender, which are given back if it is dropped; made by
/// [`Sender::reserve_owned`].
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::mpsc::channel(1);
/// let permit = tx.try_reserve_owned().unwrap();
/// drop(permit.send(1));
/// assert_eq!(rx.try_recv(), Ok(1));
/// ```
#[must_use = "a permit that is not used keeps room from others until it is dropped"]
pub struct OwnedPermit<T> {
    // There until the permit is used.
    sender: Option<Sender<T>>,
    reserved: Reserved,
}

impl<T> OwnedPermit<T> {
    pub(super) fn new(sender: Sender<T>, reserved: Reserved) -> Self {
        Self {
            sender: Some(sender),
            reserved,
        }
    }

    /// Sends a message, and gives the sender back.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::mpsc::channel(1);
    /// let tx = tx.try_reserve_owned().unwrap().send(1);
    /// assert_eq!((rx.try_recv(), tx.capacity()), (Ok(1), 1));
    /// ```
    pub fn send(mut self, value: T) -> Sender<T> {
        let sender = self.take();
        let reserved = self.reserved.take();
        sender.channel.ring.send_reserved(reserved, value);
        sender
    }

    /// Gives the sender back, and the room to others.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::channel::<u8>(1);
    /// let tx = tx.try_reserve_owned().unwrap().release();
    /// assert_eq!(tx.capacity(), 1);
    /// ```
    pub fn release(mut self) -> Sender<T> {
        let sender = self.take();
        sender.channel.ring.release(self.reserved.take());
        sender
    }

    /// Returns whether the other sends to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::channel::<u8>(2);
    /// let one = tx.clone().try_reserve_owned().unwrap();
    /// let other = tx.try_reserve_owned().unwrap();
    /// assert!(one.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        match (&self.sender, &other.sender) {
            (Some(one), Some(other)) => one.same_channel(other),
            _ => false,
        }
    }

    /// Returns whether the permit and the sender send to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::channel::<u8>(2);
    /// let permit = tx.clone().try_reserve_owned().unwrap();
    /// assert!(permit.same_channel_as_sender(&tx));
    /// ```
    pub fn same_channel_as_sender(&self, sender: &Sender<T>) -> bool {
        self.sender
            .as_ref()
            .is_some_and(|own| own.same_channel(sender))
    }

    fn take(&mut self) -> Sender<T> {
        self.sender.take().expect("a permit is used once")
    }
}

impl<T> Drop for OwnedPermit<T> {
    fn drop(&mut self) {
        if let Some(sender) = &self.sender {
            sender.channel.ring.release(self.reserved.take());
        }
    }
}

impl<T> fmt::Debug for OwnedPermit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedPermit").finish_non_exhaustive()
    }
}

pin_project! {
    /// Waits for a permit that owns the sender; made by [`Sender::reserve_owned`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the sender is dropped with it, and its place among those that wait is lost.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct ReserveOwned<T> {
        // There until the permit is given.
        sender: Option<Sender<T>>,
        #[pin]
        node: SendNode,
    }

    impl<T> PinnedDrop for ReserveOwned<T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            if let Some(sender) = this.sender {
                sender.channel.ring.cancel_reserve(this.node);
            }
        }
    }
}

impl<T> ReserveOwned<T> {
    pub(super) fn new(sender: Sender<T>) -> Self {
        Self {
            sender: Some(sender),
            node: SendNode::idle(),
        }
    }
}

impl<T> Future for ReserveOwned<T> {
    type Output = Result<OwnedPermit<T>, SendError<()>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let sender = this
            .sender
            .as_ref()
            .expect("a reservation is polled until it is done");
        let reserved = ready!(sender.channel.ring.poll_reserve(this.node, cx, 1));
        let sender = this.sender.take();
        Poll::Ready(match (reserved, sender) {
            (Ok(reserved), Some(sender)) => Ok(OwnedPermit::new(sender, reserved)),
            _ => Err(SendError(())),
        })
    }
}

impl<T> fmt::Debug for ReserveOwned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReserveOwned").finish_non_exhaustive()
    }
}
