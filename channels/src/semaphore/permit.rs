use std::{mem, ptr};

use super::Semaphore;

/// Permits of a [`Semaphore`], which are given back when this is dropped.
///
/// # Examples
///
/// ```
/// let semaphore = anyrt_channels::Semaphore::new(1);
/// let permit = semaphore.try_acquire().unwrap();
/// assert_eq!(semaphore.available_permits(), 0);
/// drop(permit);
/// assert_eq!(semaphore.available_permits(), 1);
/// ```
#[derive(Debug)]
#[must_use = "dropping the permit gives it back"]
pub struct SemaphorePermit<'a> {
    semaphore: &'a Semaphore,
    permits: usize,
}

impl<'a> SemaphorePermit<'a> {
    pub(super) const fn new(semaphore: &'a Semaphore, permits: usize) -> Self {
        Self { semaphore, permits }
    }

    /// Drops this without giving the permits back: the semaphore has so many less.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    ///
    /// let semaphore = Semaphore::new(10);
    /// if let Ok(permit) = semaphore.try_acquire() {
    ///     permit.forget();
    /// }
    /// assert_eq!(semaphore.available_permits(), 9);
    /// ```
    pub fn forget(mut self) {
        self.permits = 0;
    }

    /// Adds the permits of another one to this one.
    ///
    /// # Panics
    ///
    /// If the other one is of another semaphore.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::{Semaphore, TryAcquireError};
    ///
    /// # fn main() -> Result<(), TryAcquireError> {
    /// let semaphore = Semaphore::new(10);
    /// let mut permit = semaphore.try_acquire()?;
    /// permit.merge(semaphore.try_acquire()?);
    /// assert_eq!(permit.num_permits(), 2);
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn merge(&mut self, mut other: Self) {
        assert!(
            ptr::eq(self.semaphore, other.semaphore),
            "permits of two semaphores cannot be merged"
        );
        self.permits += mem::take(&mut other.permits);
    }

    /// Takes so many permits out of this one, or returns `None` if it has fewer.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::{Semaphore, TryAcquireError};
    ///
    /// # fn main() -> Result<(), TryAcquireError> {
    /// let semaphore = Semaphore::new(10);
    /// let mut permit = semaphore.try_acquire_many(3)?;
    /// assert!(permit.split(2).is_some_and(|two| two.num_permits() == 2));
    /// assert_eq!(permit.num_permits(), 1);
    /// assert!(permit.split(2).is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub const fn split(&mut self, n: usize) -> Option<Self> {
        if n > self.permits {
            return None;
        }
        self.permits -= n;
        Some(Self::new(self.semaphore, n))
    }

    /// Lends the semaphore.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    ///
    /// let semaphore = Semaphore::new(10);
    /// let permit = semaphore.try_acquire();
    /// assert!(permit.is_ok_and(|permit| permit.semaphore().available_permits() == 9));
    /// ```
    #[must_use]
    pub const fn semaphore(&self) -> &'a Semaphore {
        self.semaphore
    }

    /// Tells how many permits this has.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    ///
    /// let semaphore = Semaphore::new(10);
    /// let permit = semaphore.try_acquire_many(3);
    /// assert!(permit.is_ok_and(|permit| permit.num_permits() == 3));
    /// ```
    #[must_use]
    pub const fn num_permits(&self) -> usize {
        self.permits
    }
}

impl Drop for SemaphorePermit<'_> {
    #[inline]
    fn drop(&mut self) {
        self.semaphore.release(self.permits);
    }
}
