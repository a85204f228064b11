use std::fmt;

use super::{
    Acquire, SemaphorePermit, TryAcquireError,
    count::checked,
    state::{CLOSED, MAX_PERMITS, PERMIT, WAITING, permits},
    waiter::Entry,
};
use crate::{
    batches::wake_in_batches,
    raw::wait_queue::WaitQueue,
    sync::{AtomicUsize, Ordering},
};

/// Hands out a number of permits.
///
/// Who waits is served in turn, whatever number of permits it asks for: a large request is not overtaken by
/// small ones, and is given what there is until it has all. While nobody waits, taking and giving back cost
/// one atomic read-modify-write each.
///
/// A permit that was given to a future that is not polled is held by it: until that is polled or dropped,
/// those behind it wait.
///
/// # Examples
///
/// ```
/// use anyrt_channels::Semaphore;
/// use futures_util::FutureExt;
///
/// let semaphore = Semaphore::new(1);
/// let permit = semaphore.acquire().now_or_never().expect("it is there").expect("not closed");
/// assert!(semaphore.acquire().now_or_never().is_none());
/// drop(permit);
/// assert_eq!(semaphore.available_permits(), 1);
/// ```
pub struct Semaphore {
    pub(super) state: AtomicUsize,
    pub(super) waiters: WaitQueue<(), Entry>,
}

impl Semaphore {
    /// The largest number of permits.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    ///
    /// let semaphore = Semaphore::new(Semaphore::MAX_PERMITS);
    /// assert_eq!(semaphore.available_permits(), Semaphore::MAX_PERMITS);
    /// ```
    pub const MAX_PERMITS: usize = MAX_PERMITS;

    /// Makes one with so many permits.
    ///
    /// # Panics
    ///
    /// If there are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::Semaphore::new(3);
    /// assert_eq!(semaphore.available_permits(), 3);
    /// ```
    #[must_use]
    pub fn new(permits: usize) -> Self {
        assert!(permits <= MAX_PERMITS, "more than MAX_PERMITS permits");
        Self {
            state: AtomicUsize::new(permits * PERMIT),
            waiters: WaitQueue::new(()),
        }
    }

    /// Makes one with so many permits, in a constant.
    ///
    /// # Panics
    ///
    /// If there are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    ///
    /// static CONNECTIONS: Semaphore = Semaphore::const_new(3);
    /// assert_eq!(CONNECTIONS.available_permits(), 3);
    /// ```
    #[cfg(not(loom))]
    #[must_use]
    pub const fn const_new(permits: usize) -> Self {
        assert!(permits <= MAX_PERMITS, "more than MAX_PERMITS permits");
        Self {
            state: AtomicUsize::new(permits * PERMIT),
            waiters: WaitQueue::new(()),
        }
    }

    /// Tells how many permits are there now.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::Semaphore::new(3);
    /// let _permit = semaphore.try_acquire_many(2);
    /// assert_eq!(semaphore.available_permits(), 1);
    /// ```
    #[must_use]
    pub fn available_permits(&self) -> usize {
        permits(self.state.load(Ordering::Acquire))
    }

    /// Adds permits, for those who wait first.
    ///
    /// # Panics
    ///
    /// If that makes more than [`MAX_PERMITS`](Self::MAX_PERMITS); those that are too many are not added. If
    /// waking one of those who wait panics; the others were woken then.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::Semaphore::new(1);
    /// semaphore.add_permits(2);
    /// assert_eq!(semaphore.available_permits(), 3);
    /// ```
    pub fn add_permits(&self, n: usize) {
        assert!(n <= MAX_PERMITS, "more than MAX_PERMITS permits");
        self.release(n);
    }

    /// Takes at most so many permits away for good. Returns how many they were.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::Semaphore::new(3);
    /// assert_eq!(semaphore.forget_permits(5), 3);
    /// assert_eq!(semaphore.available_permits(), 0);
    /// ```
    pub fn forget_permits(&self, n: usize) -> usize {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let forgotten = permits(state).min(n);
            // Acquire: as in `take`.
            let changed = self.state.compare_exchange(
                state,
                state - forgotten * PERMIT,
                Ordering::Acquire,
                Ordering::Relaxed,
            );
            match changed {
                Ok(_) => return forgotten,
                Err(now) => state = now,
            }
        }
    }

    /// Takes a permit, and waits for one if there is none.
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
    /// use anyrt_channels::Semaphore;
    /// use futures_util::FutureExt;
    ///
    /// let semaphore = Semaphore::new(1);
    /// let permit = semaphore.acquire().now_or_never();
    /// assert!(permit.is_some_and(|permit| permit.is_ok()));
    /// ```
    #[inline]
    pub fn acquire(&self) -> Acquire<'_> {
        self.acquire_many(1)
    }

    /// Takes so many permits at once, and waits until there are that many.
    ///
    /// # Errors
    ///
    /// [`AcquireError`](super::AcquireError) if the semaphore is closed.
    ///
    /// # Panics
    ///
    /// If there are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: what it was given is passed on. The place in the queue is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Semaphore;
    /// use futures_util::FutureExt;
    ///
    /// let semaphore = Semaphore::new(2);
    /// assert!(semaphore.acquire_many(3).now_or_never().is_none());
    /// assert!(semaphore.acquire_many(2).now_or_never().is_some());
    /// ```
    #[inline]
    pub fn acquire_many(&self, n: u32) -> Acquire<'_> {
        Acquire::new(self, n)
    }

    /// Takes a permit if one is there.
    ///
    /// # Errors
    ///
    /// [`TryAcquireError::Closed`] if the semaphore is closed, otherwise [`TryAcquireError::NoPermits`] if
    /// there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::{Semaphore, TryAcquireError};
    ///
    /// let semaphore = Semaphore::new(1);
    /// let permit = semaphore.try_acquire();
    /// assert!(permit.is_ok());
    /// assert_eq!(semaphore.try_acquire().err(), Some(TryAcquireError::NoPermits));
    /// ```
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_acquire_many(1)
    }

    /// Takes so many permits if they are there.
    ///
    /// # Errors
    ///
    /// [`TryAcquireError::Closed`] if the semaphore is closed, otherwise [`TryAcquireError::NoPermits`] if
    /// there are fewer.
    ///
    /// # Panics
    ///
    /// If they are more than [`MAX_PERMITS`](Self::MAX_PERMITS).
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::Semaphore::new(3);
    /// assert!(semaphore.try_acquire_many(4).is_err());
    /// assert!(semaphore.try_acquire_many(3).is_ok());
    /// ```
    pub fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        let n = checked(n);
        self.take(n).map(|()| SemaphorePermit::new(self, n))
    }

    /// Closes it: no permit is given any more, and those who wait are told.
    ///
    /// # Panics
    ///
    /// If waking one of those who wait panics; the others were woken then.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::{Semaphore, TryAcquireError};
    ///
    /// let semaphore = Semaphore::new(1);
    /// semaphore.close();
    /// assert_eq!(semaphore.try_acquire().err(), Some(TryAcquireError::Closed));
    /// ```
    pub fn close(&self) {
        let guard = self.waiters.lock();
        // Release: pairs with the Acquire loads of who finds it closed.
        self.state.fetch_or(CLOSED, Ordering::Release);
        drop(guard);
        wake_in_batches(|wakers| {
            let mut guard = self.waiters.lock();
            while wakers.has_room() {
                match guard.pop_front(0, |_| ()) {
                    Some(waker) => wakers.push(waker),
                    None => {
                        // Relaxed: who sees it has nothing to wake.
                        self.state.fetch_and(!WAITING, Ordering::Relaxed);
                        return false;
                    }
                }
            }
            true
        });
    }

    /// Tells whether it was closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::Semaphore::new(1);
    /// assert!(!semaphore.is_closed());
    /// semaphore.close();
    /// assert!(semaphore.is_closed());
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        // Acquire: pairs with the Release of `close`.
        self.state.load(Ordering::Acquire) & CLOSED != 0
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore")
            .field("available_permits", &self.available_permits())
            .field("is_closed", &self.is_closed())
            .finish_non_exhaustive()
    }
}
