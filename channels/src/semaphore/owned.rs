use std::sync::Arc;

use super::{AcquireOwned, OwnedSemaphorePermit, Semaphore, TryAcquireError, count::checked};

/// Permits that do not borrow.
impl Semaphore {
    /// Takes a permit that does not borrow, and waits for one if there is none.
    ///
    /// # Errors
    ///
    /// [`AcquireError`](super::AcquireError) if the semaphore is closed.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: what it was given is passed on. The place in the queue is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use anyrt_channels::Semaphore;
    /// use futures_util::FutureExt;
    ///
    /// let semaphore = Arc::new(Semaphore::new(1));
    /// let permit = semaphore.clone().acquire_owned().now_or_never();
    /// assert!(permit.is_some_and(|permit| permit.is_ok()));
    /// ```
    pub fn acquire_owned(self: Arc<Self>) -> AcquireOwned {
        self.acquire_many_owned(1)
    }

    /// Takes so many permits at once, without borrowing, and waits until there are that many.
    ///
    /// # Errors
    ///
    /// [`AcquireError`](super::AcquireError) if the semaphore is closed.
    ///
    /// # Panics
    ///
    /// If they are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: what it was given is passed on. The place in the queue is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use anyrt_channels::Semaphore;
    /// use futures_util::FutureExt;
    ///
    /// let semaphore = Arc::new(Semaphore::new(2));
    /// assert!(semaphore.acquire_many_owned(2).now_or_never().is_some());
    /// ```
    pub fn acquire_many_owned(self: Arc<Self>, n: u32) -> AcquireOwned {
        AcquireOwned::new(self, n)
    }

    /// Takes a permit that does not borrow, if one is there.
    ///
    /// # Errors
    ///
    /// As [`try_acquire`](Self::try_acquire).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// let semaphore = Arc::new(anyrt_channels::Semaphore::new(1));
    /// assert!(semaphore.try_acquire_owned().is_ok());
    /// ```
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.try_acquire_many_owned(1)
    }

    /// Takes so many permits without borrowing, if they are there.
    ///
    /// # Errors
    ///
    /// As [`try_acquire_many`](Self::try_acquire_many).
    ///
    /// # Panics
    ///
    /// If they are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// let semaphore = Arc::new(anyrt_channels::Semaphore::new(1));
    /// assert!(semaphore.try_acquire_many_owned(2).is_err());
    /// ```
    pub fn try_acquire_many_owned(
        self: Arc<Self>,
        n: u32,
    ) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        let n = checked(n);
        self.take(n)?;
        Ok(OwnedSemaphorePermit::new(self, n))
    }
}
