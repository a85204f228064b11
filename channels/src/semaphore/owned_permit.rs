use std::{mem, sync::Arc};

use super::Semaphore;

/// Permits of a [`Semaphore`], which are given back when this is dropped; it holds the semaphore.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
///
/// use anyrt_channels::Semaphore;
///
/// let semaphore = Arc::new(Semaphore::new(1));
/// let permit = Arc::clone(&semaphore).try_acquire_owned().unwrap();
/// assert_eq!(semaphore.available_permits(), 0);
/// std::thread::spawn(move || drop(permit)).join().unwrap();
/// assert_eq!(semaphore.available_permits(), 1);
/// ```
#[derive(Debug)]
#[must_use = "dropping the permit gives it back"]
pub struct OwnedSemaphorePermit {
    semaphore: Arc<Semaphore>,
    permits: usize,
}

impl OwnedSemaphorePermit {
    pub(super) const fn new(semaphore: Arc<Semaphore>, permits: usize) -> Self {
        Self { semaphore, permits }
    }

    /// Drops this without giving the permits back: the semaphore has so many less.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    /// use std::sync::Arc;
    ///
    /// let semaphore = Arc::new(Semaphore::new(10));
    /// if let Ok(permit) = semaphore.clone().try_acquire_owned() {
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
    /// use std::sync::Arc;
    ///
    /// # fn main() -> Result<(), TryAcquireError> {
    /// let semaphore = Arc::new(Semaphore::new(10));
    /// let mut permit = semaphore.clone().try_acquire_owned()?;
    /// permit.merge(semaphore.clone().try_acquire_owned()?);
    /// assert_eq!(permit.num_permits(), 2);
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn merge(&mut self, mut other: Self) {
        assert!(
            Arc::ptr_eq(&self.semaphore, &other.semaphore),
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
    /// use std::sync::Arc;
    ///
    /// # fn main() -> Result<(), TryAcquireError> {
    /// let semaphore = Arc::new(Semaphore::new(10));
    /// let mut permit = semaphore.clone().try_acquire_many_owned(3)?;
    /// assert!(permit.split(2).is_some_and(|two| two.num_permits() == 2));
    /// assert_eq!(permit.num_permits(), 1);
    /// assert!(permit.split(2).is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub fn split(&mut self, n: usize) -> Option<Self> {
        if n > self.permits {
            return None;
        }
        self.permits -= n;
        Some(Self::new(self.semaphore.clone(), n))
    }

    /// Lends the semaphore.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    /// use std::sync::Arc;
    ///
    /// let semaphore = Arc::new(Semaphore::new(10));
    /// let permit = semaphore.clone().try_acquire_owned();
    /// assert!(permit.is_ok_and(|permit| permit.semaphore().available_permits() == 9));
    /// ```
    #[must_use]
    pub const fn semaphore(&self) -> &Arc<Semaphore> {
        &self.semaphore
    }

    /// Tells how many permits this has.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    /// use std::sync::Arc;
    ///
    /// let semaphore = Arc::new(Semaphore::new(10));
    /// let permit = semaphore.clone().try_acquire_many_owned(3);
    /// assert!(permit.is_ok_and(|permit| permit.num_permits() == 3));
    /// ```
    #[must_use]
    pub const fn num_permits(&self) -> usize {
        self.permits
    }
}

impl Drop for OwnedSemaphorePermit {
    #[inline]
    fn drop(&mut self) {
        self.semaphore.release(self.permits);
    }
}
