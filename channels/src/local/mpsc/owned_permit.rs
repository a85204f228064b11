//! Permits that own the sender.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::Sender;
use crate::{mpsc::error::SendError, waiters::Key};

/// Room for one message and the sender, which are given back if it is dropped; made by
/// [`Sender::reserve_owned`].
///
/// # Examples
///
/// ```
/// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
/// let permit = tx.try_reserve_owned().unwrap();
/// drop(permit.send(1));
/// assert_eq!(rx.try_recv(), Ok(1));
/// ```
#[must_use = "a permit that is not used keeps room from others until it is dropped"]
pub struct OwnedPermit<T> {
    // There until the permit is used.
    sender: Option<Sender<T>>,
}

impl<T> OwnedPermit<T> {
    pub(super) fn new(sender: Sender<T>) -> Self {
        Self {
            sender: Some(sender),
        }
    }

    /// Sends a message, and gives the sender back.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
    /// let tx = tx.try_reserve_owned().unwrap().send(1);
    /// assert_eq!((rx.try_recv(), tx.capacity()), (Ok(1), 1));
    /// ```
    pub fn send(mut self, value: T) -> Sender<T> {
        let sender = self.take();
        sender.channel.queue.send_reserved(value);
        sender
    }

    /// Gives the sender back, and the room to others.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(1);
    /// let tx = tx.try_reserve_owned().unwrap().release();
    /// assert_eq!(tx.capacity(), 1);
    /// ```
    pub fn release(mut self) -> Sender<T> {
        let sender = self.take();
        sender.channel.queue.release(1);
        sender
    }

    /// Returns whether the other sends to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
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
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
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
            sender.channel.queue.release(1);
        }
    }
}

impl<T> fmt::Debug for OwnedPermit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedPermit").finish_non_exhaustive()
    }
}

/// Waits for a permit that owns the sender; made by [`Sender::reserve_owned`].
///
/// # Cancel safety
///
/// Cancel safe: the sender is dropped with it, and its place among those that wait is lost.
#[must_use = "futures do nothing unless they are polled"]
pub struct ReserveOwned<T> {
    // There until the permit is given.
    sender: Option<Sender<T>>,
    key: Option<Key>,
}

impl<T> ReserveOwned<T> {
    pub(super) fn new(sender: Sender<T>) -> Self {
        Self {
            sender: Some(sender),
            key: None,
        }
    }
}

impl<T> Future for ReserveOwned<T> {
    type Output = Result<OwnedPermit<T>, SendError<()>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let sender = this
            .sender
            .as_ref()
            .expect("a reservation is polled until it is done");
        let is_open = ready!(sender.channel.queue.poll_reserve(1, &mut this.key, cx));
        let sender = this.sender.take();
        Poll::Ready(match sender {
            Some(sender) if is_open => Ok(OwnedPermit::new(sender)),
            _ => Err(SendError(())),
        })
    }
}

impl<T> Drop for ReserveOwned<T> {
    fn drop(&mut self) {
        if let Some(sender) = &self.sender {
            sender.channel.queue.cancel_reserve(&mut self.key);
        }
    }
}

impl<T> fmt::Debug for ReserveOwned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReserveOwned").finish_non_exhaustive()
    }
}
