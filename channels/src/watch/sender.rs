use std::{fmt, mem, sync::Arc};

use super::{Closed, Receiver, Ref, error::SendError, shared::Shared};

/// Changes the value; made by [`channel`](super::channel), [`Sender::new`] and cloning.
///
/// # Examples
///
/// ```
/// let (sender, receiver) = anyrt_channels::watch::channel(1);
/// let other = sender.clone();
/// sender.send(2).unwrap();
/// other.send(3).unwrap();
/// assert_eq!(*receiver.borrow(), 3, "the last value counts");
/// ```
pub struct Sender<T> {
    shared: Arc<Shared<T>>,
}

impl<T> Sender<T> {
    /// Makes a channel without a receiver yet.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::watch::Sender;
    ///
    /// let sender = Sender::new(1);
    /// assert_eq!(sender.receiver_count(), 0);
    /// assert_eq!(*sender.subscribe().borrow(), 1);
    /// ```
    #[must_use]
    pub fn new(init: T) -> Self {
        Self {
            shared: Arc::new(Shared::new(init)),
        }
    }

    /// Replaces the value, and wakes those who wait for that. The old one is dropped.
    ///
    /// Blocks the thread while somebody looks at the value, for ever if that is the thread itself; so do all
    /// methods that change it.
    ///
    /// # Errors
    ///
    /// Gives the value back if there is no receiver; the old one stays.
    ///
    /// # Panics
    ///
    /// If waking one of those who wait, or dropping the old value, panics; all were woken then.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::watch::{self, error::SendError};
    ///
    /// let (sender, receiver) = watch::channel(1);
    /// assert_eq!(sender.send(2), Ok(()));
    /// drop(receiver);
    /// assert_eq!(sender.send(3), Err(SendError(3)));
    /// ```
    #[inline]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        if self.shared.receivers() == 0 {
            return Err(SendError(value));
        }
        drop(self.send_replace(value));
        Ok(())
    }

    /// Modifies the value in place, and wakes those who wait for that, whether there is a receiver or not.
    ///
    /// The closure runs under the lock of the value: it must not look at it in other ways.
    ///
    /// # Panics
    ///
    /// If the closure does: the value is as it left it, no version is counted, and the channel goes on.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::watch::channel(vec![1]);
    /// sender.send_modify(|list| list.push(2));
    /// assert_eq!(*receiver.borrow(), [1, 2]);
    /// ```
    pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {
        self.shared.modify(|value| {
            modify(value);
            true
        });
    }

    /// Modifies the value in place, and wakes those who wait if the closure returns true. Returns what it did.
    ///
    /// The closure runs under the lock of the value: it must not look at it in other ways. If it changes the
    /// value and returns false, no version is counted.
    ///
    /// # Panics
    ///
    /// If the closure does: the value is as it left it, no version is counted, and the channel goes on.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::watch::channel(1);
    /// assert!(!sender.send_if_modified(|_| false));
    /// assert!(receiver.has_changed().is_ok_and(|has_changed| !has_changed));
    /// ```
    pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {
        self.shared.modify(modify)
    }

    /// Replaces the value, wakes those who wait for that, and returns the old one. No receiver is needed.
    ///
    /// # Examples
    ///
    /// ```
    /// let sender = anyrt_channels::watch::Sender::new(1);
    /// assert_eq!(sender.send_replace(2), 1);
    /// assert_eq!(*sender.borrow(), 2);
    /// ```
    #[inline]
    pub fn send_replace(&self, mut value: T) -> T {
        self.shared.modify(|old| {
            mem::swap(old, &mut value);
            true
        });
        value
    }

    /// Looks at the value.
    ///
    /// Blocks the thread while another sender writes.
    ///
    /// # Examples
    ///
    /// ```
    /// let sender = anyrt_channels::watch::Sender::new(1);
    /// assert_eq!(*sender.borrow(), 1);
    /// ```
    pub fn borrow(&self) -> Ref<'_, T> {
        Ref::new(&self.shared, None).0
    }

    /// Waits until there is no receiver.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is changed by waiting.
    ///
    /// # Examples
    ///
    /// ```
    /// use futures_util::FutureExt;
    ///
    /// let (sender, receiver) = anyrt_channels::watch::channel(1);
    /// assert!(sender.closed().now_or_never().is_none());
    /// drop(receiver);
    /// assert!(sender.closed().now_or_never().is_some());
    /// ```
    pub fn closed(&self) -> Closed<'_, T> {
        Closed::new(&self.shared)
    }

    /// Tells whether there is no receiver now.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::watch::channel(1);
    /// drop(receiver);
    /// assert!(sender.is_closed());
    /// let _receiver = sender.subscribe();
    /// assert!(!sender.is_closed());
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.shared.receivers() == 0
    }

    /// Makes a receiver, which has seen the value that is there.
    ///
    /// # Examples
    ///
    /// ```
    /// let sender = anyrt_channels::watch::Sender::new(1);
    /// let receiver = sender.subscribe();
    /// assert!(receiver.has_changed().is_ok_and(|has_changed| !has_changed));
    /// ```
    #[must_use]
    pub fn subscribe(&self) -> Receiver<T> {
        let seen = self.shared.version.load().version;
        Receiver::new(self.shared.clone(), seen)
    }

    /// Tells how many receivers there are now.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, _receiver) = anyrt_channels::watch::channel(1);
    /// assert_eq!(sender.receiver_count(), 1);
    /// ```
    #[must_use]
    pub fn receiver_count(&self) -> usize {
        self.shared.receivers()
    }

    /// Tells how many senders there are now.
    ///
    /// # Examples
    ///
    /// ```
    /// let sender = anyrt_channels::watch::Sender::new(1);
    /// let _other = sender.clone();
    /// assert_eq!(sender.sender_count(), 2);
    /// ```
    #[must_use]
    pub fn sender_count(&self) -> usize {
        self.shared.senders()
    }

    /// Tells whether both are of one channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let sender = anyrt_channels::watch::Sender::new(1);
    /// assert!(sender.same_channel(&sender.clone()));
    /// ```
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.shared.add_sender();
        Self {
            shared: self.shared.clone(),
        }
    }
}

impl<T: Default> Default for Sender<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.shared.remove_sender();
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("sender_count", &self.sender_count())
            .field("receiver_count", &self.receiver_count())
            .finish_non_exhaustive()
    }
}
