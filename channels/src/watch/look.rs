use std::{fmt, marker::PhantomData, ops::Deref, sync::MutexGuard};

use super::{shared::Shared, version::Version};
use crate::raw::shared_value::Reading;

/// A look at the value; made by `borrow`, `borrow_and_update` and `wait_for`.
///
/// Senders wait while it is there, and block their thread meanwhile. Two in one thread do no harm. It stays
/// in its thread, so that a task that holds one across an `await` cannot be spawned.
///
/// # Examples
///
/// ```
/// let (_sender, receiver) = anyrt_channels::watch::channel(1);
/// let value = receiver.borrow();
/// assert_eq!(*value, 1);
/// assert!(!value.has_changed());
/// ```
#[must_use = "senders wait while it is there"]
pub struct Ref<'a, T> {
    value: Reading<'a, T>,
    has_changed: bool,
    _stays: PhantomData<MutexGuard<'static, ()>>,
}

impl<'a, T> Ref<'a, T> {
    /// Waits for the lock, and returns the version of the value too.
    #[inline]
    pub(super) fn new(shared: &'a Shared<T>, seen: Option<Version>) -> (Self, Version) {
        let value = shared.value.read();
        // No version comes while the value is read.
        let version = shared.version.load().version;
        let look = Self {
            value,
            has_changed: seen.is_some_and(|seen| seen != version),
            _stays: PhantomData,
        };
        (look, version)
    }

    /// Tells whether the receiver had not seen this version when it looked. False for a sender.
    ///
    /// # Examples
    ///
    /// ```
    /// let (sender, mut receiver) = anyrt_channels::watch::channel(1);
    /// sender.send(2).expect("the receiver is there");
    /// assert!(receiver.borrow_and_update().has_changed());
    /// assert!(!receiver.borrow_and_update().has_changed());
    /// ```
    #[must_use]
    pub const fn has_changed(&self) -> bool {
        self.has_changed
    }
}

impl<T> Deref for Ref<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ref")
            .field("value", &**self)
            .field("has_changed", &self.has_changed)
            .finish()
    }
}
