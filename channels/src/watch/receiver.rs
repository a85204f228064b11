use std::{fmt, sync::Arc};

use super::{Changed, Ref, WaitFor, error::RecvError, shared::Shared, version::Version};

/// Watches the value; made by [`channel`](super::channel), [`Sender::subscribe`](super::Sender::subscribe) and
/// cloning, which copies what was seen.
///
/// # Examples
///
/// ```
/// let (sender, mut receiver) = anyrt_channels::watch::channel(1);
/// let other = receiver.clone();
/// sender.send(2).unwrap();
/// assert_eq!(*receiver.borrow_and_update(), 2);
/// assert!(!receiver.clone().has_changed().unwrap());
/// assert!(other.has_changed().unwrap());
/// ```
pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
    seen: Version,
}

impl<T> Receiver<T> {
    /// Adds a receiver that has seen this version.
    pub(super) fn new(shared: Arc<Shared<T>>, seen: Version) -> Self {
        shared.add_receiver();
        Self { shared, seen }
    }

    /// Looks at the value, without counting it as seen.
    ///
    /// Blocks the thread while a sender writes.
    ///
    /// # Examples
    ///
    /// ```
    /// let (_sender, receiver) = anyrt_channels::watch::channel("hello");
    /// assert_eq!(*receiver.borrow(), "hello");
    /// ```
    pub fn borrow(&self) -> Ref<'_, T> {
        Ref::new(&self.shared, Some(self.seen)).0
    }

    /// Looks at the value, and counts it as seen.
    ///
    /// Blocks the thread while a sender writes.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, mut receiver) = anyrt_channels::watch::channel("hello");
    /// sender.send("world").expect("the receiver is there");
    /// assert_eq!(*receiver.borrow_and_update(), "world");
    /// assert!(receiver.has_changed().is_ok_and(|has_changed| !has_changed));
    /// ```
    #[inline]
    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        let (look, version) = Ref::new(&self.shared, Some(self.seen));
        self.seen = version;
        look
    }

    /// Tells whether there is a version that was not seen.
    ///
    /// # Errors
    ///
    /// [`RecvError`] if every sender is gone, also if there is such a version.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::watch::channel("hello");
    /// assert!(receiver.has_changed().is_ok_and(|has_changed| !has_changed));
    /// sender.send("world").expect("the receiver is there");
    /// assert!(receiver.has_changed().is_ok_and(|has_changed| has_changed));
    /// drop(sender);
    /// assert!(receiver.has_changed().is_err());
    /// ```
    pub fn has_changed(&self) -> Result<bool, RecvError> {
        let now = self.shared.version.load();
        if now.is_closed {
            return Err(RecvError);
        }
        Ok(now.version != self.seen)
    }

    /// Tells whether every sender is gone.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, receiver) = anyrt_channels::watch::channel("hello");
    /// drop(sender);
    /// assert!(receiver.is_closed());
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.shared.version.load().is_closed
    }

    /// Counts the value as not seen.
    ///
    /// # Examples
    ///
    /// ```
    /// use futures_util::FutureExt;
    ///
    /// let (_sender, mut receiver) = anyrt_channels::watch::channel("hello");
    /// receiver.mark_changed();
    /// assert!(receiver.changed().now_or_never().is_some());
    /// ```
    pub fn mark_changed(&mut self) {
        self.seen = self.shared.version.load().version.previous();
    }

    /// Counts the value as seen.
    ///
    /// # Examples
    ///
    /// ```
    /// use futures_util::FutureExt;
    ///
    /// let (sender, mut receiver) = anyrt_channels::watch::channel("hello");
    /// sender.send("world").expect("the receiver is there");
    /// receiver.mark_unchanged();
    /// assert!(receiver.changed().now_or_never().is_none());
    /// ```
    pub fn mark_unchanged(&mut self) {
        self.seen = self.shared.version.load().version;
    }

    /// Waits for a version that was not seen, and counts it as seen.
    ///
    /// While a sender modifies the value it may be polled again and again.
    ///
    /// # Errors
    ///
    /// [`RecvError`] if every sender is gone and the value was seen.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a version is seen only in the poll that returns it.
    ///
    /// # Examples
    ///
    /// ```
    /// use futures_util::FutureExt;
    ///
    /// let (sender, mut receiver) = anyrt_channels::watch::channel("hello");
    /// assert!(receiver.changed().now_or_never().is_none());
    /// sender.send("world").expect("the receiver is there");
    /// assert!(receiver.changed().now_or_never().is_some());
    /// assert_eq!(*receiver.borrow_and_update(), "world");
    /// ```
    #[inline]
    pub fn changed(&mut self) -> Changed<'_, T> {
        Changed::new(&self.shared, &mut self.seen)
    }

    /// Waits for a value that fulfils a condition, and counts it as seen.
    ///
    /// The value that is there is looked at first, seen or not. The condition runs under the lock of the value
    /// and must not send. A panic in it leaves the channel as it was.
    ///
    /// # Errors
    ///
    /// [`RecvError`] if every sender is gone, and the last value does not fulfil it.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the versions that the condition refused count as seen.
    ///
    /// # Examples
    ///
    /// ```
    /// use futures_util::FutureExt;
    ///
    /// let (sender, mut receiver) = anyrt_channels::watch::channel(1);
    /// assert!(receiver.wait_for(|value| *value > 1).now_or_never().is_none());
    /// sender.send(2).expect("the receiver is there");
    /// let value = receiver.wait_for(|value| *value > 1).now_or_never();
    /// assert!(value.is_some_and(|value| value.is_ok_and(|value| *value == 2)));
    /// ```
    pub fn wait_for<F: FnMut(&T) -> bool>(&mut self, condition: F) -> WaitFor<'_, T, F> {
        WaitFor::new(&self.shared, &mut self.seen, condition)
    }

    /// Tells whether both are of one channel.
    ///
    /// # Examples
    ///
    /// ```
    /// let (_sender, receiver) = anyrt_channels::watch::channel(1);
    /// assert!(receiver.same_channel(&receiver.clone()));
    /// ```
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        Self::new(self.shared.clone(), self.seen)
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.shared.remove_receiver();
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let now = self.shared.version.load();
        f.debug_struct("Receiver")
            .field("has_changed", &(now.version != self.seen))
            .field("is_closed", &now.is_closed)
            .finish_non_exhaustive()
    }
}
