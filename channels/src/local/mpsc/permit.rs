//! Permits that borrow the sender.

use std::{fmt, iter::FusedIterator, mem, ptr};

use super::Sender;
use crate::local::channel::Channel;

/// Room for one message, which is given back if it is dropped; made by [`Sender::reserve`].
///
/// It can be used after the close too: the receiver waits for it.
///
/// # Examples
///
/// ```
/// let (tx, _rx) = anyrt_channels::local::mpsc::channel(1);
/// let permit = tx.try_reserve().unwrap();
/// assert!(tx.try_send(1).is_err());
/// drop(permit);
/// assert!(tx.try_send(1).is_ok());
/// ```
#[must_use = "a permit that is not used keeps room from others until it is dropped"]
pub struct Permit<'a, T> {
    channel: &'a Channel<T>,
}

impl<'a, T> Permit<'a, T> {
    pub(super) fn new(channel: &'a Channel<T>) -> Self {
        Self { channel }
    }

    /// Sends a message.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, mut rx) = anyrt_channels::local::mpsc::channel(1);
    /// tx.try_reserve().unwrap().send(1);
    /// assert_eq!(rx.try_recv(), Ok(1));
    /// ```
    pub fn send(self, value: T) {
        let channel = self.channel;
        mem::forget(self);
        channel.queue.send_reserved(value);
    }

    /// Returns whether the other sends to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// let (one, other) = (tx.try_reserve().unwrap(), tx.try_reserve().unwrap());
    /// assert!(one.same_channel(&other));
    /// ```
    pub fn same_channel(&self, other: &Self) -> bool {
        ptr::eq(self.channel, other.channel)
    }

    /// Returns whether the permit and the sender send to the same receiver.
    ///
    /// # Examples
    ///
    /// ```
    /// let (tx, _rx) = anyrt_channels::local::mpsc::channel::<u8>(2);
    /// assert!(tx.try_reserve().unwrap().same_channel_as_sender(&tx));
    /// ```
    pub fn same_channel_as_sender(&self, sender: &Sender<T>) -> bool {
        ptr::eq(self.channel, &*sender.channel)
    }
}

impl<T> Drop for Permit<'_, T> {
    fn drop(&mut self) {
        self.channel.queue.release(1);
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
/// let (tx, rx) = anyrt_channels::local::mpsc::channel(3);
/// for permit in tx.try_reserve_many(3).unwrap().take(2) {
///     permit.send('a');
/// }
/// assert_eq!((rx.len(), tx.capacity()), (2, 1));
/// ```
#[must_use = "permits that are not used keep room from others until they are dropped"]
pub struct PermitIterator<'a, T> {
    channel: &'a Channel<T>,
    left: usize,
}

impl<'a, T> PermitIterator<'a, T> {
    pub(super) fn new(channel: &'a Channel<T>, left: usize) -> Self {
        Self { channel, left }
    }
}

impl<'a, T> Iterator for PermitIterator<'a, T> {
    type Item = Permit<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        Some(Permit::new(self.channel))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> ExactSizeIterator for PermitIterator<'_, T> {}
impl<T> FusedIterator for PermitIterator<'_, T> {}

impl<T> Drop for PermitIterator<'_, T> {
    fn drop(&mut self) {
        self.channel.queue.release(mem::take(&mut self.left));
    }
}

impl<T> fmt::Debug for PermitIterator<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PermitIterator")
            .field("len", &self.left)
            .finish_non_exhaustive()
    }
}
