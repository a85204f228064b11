use std::sync::Arc;

use super::{AcquireError, OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use crate::blocking::block_on;

/// Waiting that blocks the thread. Called in a task, it blocks whatever else its thread would run: if that is
/// the holder of the permits, for ever.
impl Semaphore {
    /// Does as [`acquire`](Self::acquire), and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// [`AcquireError`] if the semaphore is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    ///
    /// let semaphore = Semaphore::new(3);
    /// assert!(semaphore.blocking_acquire().is_ok());
    /// ```
    pub fn blocking_acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        block_on(self.acquire())
    }

    /// Does as [`acquire_many`](Self::acquire_many), and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// [`AcquireError`] if the semaphore is closed.
    ///
    /// # Panics
    ///
    /// If they are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    ///
    /// let semaphore = Semaphore::new(3);
    /// assert!(semaphore.blocking_acquire_many(3).is_ok());
    /// ```
    pub fn blocking_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, AcquireError> {
        block_on(self.acquire_many(n))
    }

    /// Does as [`acquire_owned`](Self::acquire_owned), and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// [`AcquireError`] if the semaphore is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    /// use std::sync::Arc;
    ///
    /// let semaphore = Arc::new(Semaphore::new(3));
    /// assert!(semaphore.blocking_acquire_owned().is_ok());
    /// ```
    pub fn blocking_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {
        block_on(self.acquire_owned())
    }

    /// Does as [`acquire_many_owned`](Self::acquire_many_owned), and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// [`AcquireError`] if the semaphore is closed.
    ///
    /// # Panics
    ///
    /// If they are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    /// use std::sync::Arc;
    ///
    /// let semaphore = Arc::new(Semaphore::new(3));
    /// assert!(semaphore.blocking_acquire_many_owned(3).is_ok());
    /// ```
    pub fn blocking_acquire_many_owned(
        self: Arc<Self>,
        n: u32,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        block_on(self.acquire_many_owned(n))
    }
}
