//! Permits that borrow the sender.

use std::{fmt, iter::FusedIterator};

use super::Sender;
use crate::raw::ring::Reserved;

/// Room for one message, which is given back if it is dropped; made by [`Sender::reserve`].
///
/// It can be used after the close too: the receiver waits for it.
///
/// # Examples
///
/// ```
/// let (tx, _rx) = anyrt_channels::mpsc::channel(1);
/// let permit = tx.try_reserve().unwrap();
/// assert!(tx.try_send(1).is_err());
/// drop(permit);
/// assert!(tx.try_send(1).is_ok());
/// ```
#[must_use = "a permit that is not used keeps room from others until it is dropped"]
pub struct Permit<'a, T> {
    sender: &'a Sender<T>,
    reserved: Reserved,
}

impl<'a, T> Permit<'a, T> {
    pub(super) fn new(sender: &'a Sender<T>, reserved: Reserved) -> Self {
        Self { sender, reserved }
    }

    /// Sends a message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::mpsc::channel(1);
    /// tx.try_reserve().unwrap().send(1);
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// ```
    #[inline]
    pub fn send(mut self, value: T) {
        let reserved = self.reserved.take();
        self.sender.channel.ring.send_reserved(reserved, value);
    }

    /// Returns whether the other sends to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::channel::<u8>(2);
    /// let (one, other) = (tx.try_reserve().unwrap(), tx.try_reserve().unwrap());
    /// assert!(one.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        self.sender.same_channel(other.sender)
    }

    /// Returns whether the permit and the sender send to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::mpsc::channel::<u8>(2);
    /// assert!(tx.try_reserve().unwrap().same_channel_as_sender(&tx));
    /// ```
    pub fn same_channel_as_sender(&self, sender: &Sender<T>) -> bool {
        self.sender.same_channel(sender)
    }
}

impl<T> Drop for Permit<'_, T> {
    fn drop(&mut self) {
        self.sender.channel.ring.release(self.reserved.take());
    }
}

impl<T> fmt::Debug for Permit<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit").finish_non_exhaustive()
    }
}

/// Room for some messages, permit by permit; made by [`Sender::reserve_many`].
///
/// What is not taken is given back when it is dropped.
///
/// # Examples
///
/// ```
/// let (tx, rx) = anyrt_channels::mpsc::channel(3);
/// for permit in tx.try_reserve_many(3).unwrap().take(2) {
///     permit.send('a');
/// }
/// assert_eq!((rx.len(), tx.capacity()), (2, 1));
/// ```
#[must_use = "permits that are not used keep room from others until they are dropped"]
pub struct PermitIterator<'a, T> {
    sender: &'a Sender<T>,
    reserved: Reserved,
}

impl<'a, T> PermitIterator<'a, T> {
    pub(super) fn new(sender: &'a Sender<T>, reserved: Reserved) -> Self {
        Self { sender, reserved }
    }
}

impl<'a, T> Iterator for PermitIterator<'a, T> {
    type Item = Permit<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        let reserved = self.reserved.split_one()?;
        Some(Permit::new(self.sender, reserved))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.reserved.count() as usize;
        (len, Some(len))
    }
}

impl<T> ExactSizeIterator for PermitIterator<'_, T> {}
impl<T> FusedIterator for PermitIterator<'_, T> {}

impl<T> Drop for PermitIterator<'_, T> {
    fn drop(&mut self) {
        self.sender.channel.ring.release(self.reserved.take());
    }
}

impl<T> fmt::Debug for PermitIterator<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PermitIterator")
            .field("len", &self.reserved.count())
            .finish_non_exhaustive()
    }
}
