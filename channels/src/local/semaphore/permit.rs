//! The permits.

use std::{fmt, mem};

use super::Semaphore;

/// Permits, which are given back when they are dropped; made by [`Semaphore::acquire`].
///
/// # Examples
///
/// ```
/// let semaphore = anyrt_channels::local::Semaphore::new(1);
/// let permit = semaphore.try_acquire().unwrap();
/// assert_eq!(semaphore.available_permits(), 0);
/// drop(permit);
/// assert_eq!(semaphore.available_permits(), 1);
/// ```
#[must_use = "a permit that is dropped is given back"]
pub struct SemaphorePermit<'a> {
    semaphore: &'a Semaphore,
    permits: usize,
}

impl<'a> SemaphorePermit<'a> {
    pub(super) fn new(semaphore: &'a Semaphore, permits: usize) -> Self {
        Self { semaphore, permits }
    }

    /// Drops this without giving the permits back: the semaphore has so many less.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// semaphore.try_acquire().unwrap().forget();
    /// assert_eq!(semaphore.available_permits(), 2);
    /// ```
    pub fn forget(mut self) {
        self.permits = 0;
    }

    /// Returns how many permits this holds.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// let permit = semaphore.try_acquire_many(2).unwrap();
    /// assert_eq!(permit.num_permits(), 2);
    /// ```
    pub fn num_permits(&self) -> usize {
        self.permits
    }
}

impl Drop for SemaphorePermit<'_> {
    fn drop(&mut self) {
        match mem::take(&mut self.permits) {
            0 => {}
            permits => self.semaphore.add_permits(permits),
        }
    }
}

impl fmt::Debug for SemaphorePermit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SemaphorePermit")
            .field("permits", &self.permits)
            .finish_non_exhaustive()
    }
}
