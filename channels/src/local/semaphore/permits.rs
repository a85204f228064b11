//! The semaphore.

use std::{
    cell::{RefCell, RefMut},
    fmt,
    task::{Context, Poll},
};

use super::{Acquire, SemaphorePermit};
use crate::{
    AcquireError, TryAcquireError,
    batches::wake_in_batches,
    local::queue::wait_for,
    waiters::{Key, Told, Waiters},
};

/// Permits that are counted, on one thread.
///
/// Names and meanings are those of [`Semaphore`](crate::Semaphore). Those that wait get their permits in the
/// order in which they were polled first, and nobody overtakes them, with a smaller number either.
///
/// # Examples
///
/// ```
/// use futures_util::FutureExt as _;
///
/// let semaphore = anyrt_channels::local::Semaphore::new(1);
/// let permit = semaphore.try_acquire().unwrap();
/// assert!(semaphore.acquire().now_or_never().is_none());
/// drop(permit);
/// assert!(semaphore.acquire().now_or_never().is_some());
/// ```
pub struct Semaphore {
    state: RefCell<State>,
}

struct State {
    permits: usize,
    is_closed: bool,
    waiters: Waiters,
}

impl Semaphore {
    /// Makes one with so many permits.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// assert_eq!(semaphore.available_permits(), 3);
    /// ```
    #[must_use]
    pub fn new(permits: usize) -> Self {
        Self {
            state: RefCell::new(State {
                permits,
                is_closed: false,
                waiters: Waiters::new(),
            }),
        }
    }

    /// Returns how many permits are there now.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// let _permit = semaphore.try_acquire().unwrap();
    /// assert_eq!(semaphore.available_permits(), 2);
    /// ```
    pub fn available_permits(&self) -> usize {
        self.state.borrow().permits
    }

    /// Adds permits, for those who wait first.
    ///
    /// # Panics
    ///
    /// If there are more than a `usize` can count.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(1);
    /// semaphore.add_permits(2);
    /// assert_eq!(semaphore.available_permits(), 3);
    /// ```
    pub fn add_permits(&self, n: usize) {
        let mut state = self.state.borrow_mut();
        let permits = state.permits.checked_add(n);
        state.permits = permits.expect("a usize counts the permits");
        self.grant(state);
    }

    /// Takes at most so many permits away for good, and returns how many they were.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// assert_eq!(semaphore.forget_permits(5), 3);
    /// ```
    pub fn forget_permits(&self, n: usize) -> usize {
        let mut state = self.state.borrow_mut();
        let forgotten = state.permits.min(n);
        state.permits -= forgotten;
        forgotten
    }

    /// Waits for a permit.
    ///
    /// # Errors
    ///
    /// If the semaphore is closed.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: only its place among those that wait is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// # async fn example() {
    /// let semaphore = anyrt_channels::local::Semaphore::new(1);
    /// let permit = semaphore.acquire().await.unwrap();
    /// assert_eq!(semaphore.available_permits(), 0);
    /// drop(permit);
    /// assert_eq!(semaphore.available_permits(), 1);
    /// # }
    /// # example().now_or_never().expect("nothing waits");
    /// ```
    pub fn acquire(&self) -> Acquire<'_> {
        self.acquire_many(1)
    }

    /// Waits for so many permits.
    ///
    /// # Errors
    ///
    /// If the semaphore is closed.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: only its place among those that wait is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// # use futures_util::FutureExt as _;
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// let first = semaphore.acquire_many(2).now_or_never().unwrap().unwrap();
    /// assert!(semaphore.acquire_many(2).now_or_never().is_none());
    /// # drop(first);
    /// ```
    pub fn acquire_many(&self, n: u32) -> Acquire<'_> {
        Acquire::new(self, n as usize)
    }

    /// Takes a permit unless that would wait.
    ///
    /// # Errors
    ///
    /// If there is none, or others wait for it, or the semaphore is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::{TryAcquireError, local::Semaphore};
    ///
    /// let semaphore = Semaphore::new(1);
    /// let _permit = semaphore.try_acquire().unwrap();
    /// assert_eq!(semaphore.try_acquire().unwrap_err(), TryAcquireError::NoPermits);
    /// ```
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_acquire_many(1)
    }

    /// Takes so many permits unless that would wait.
    ///
    /// # Errors
    ///
    /// If there are not as many, or others wait for them, or the semaphore is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// assert!(semaphore.try_acquire_many(4).is_err());
    /// assert_eq!(semaphore.try_acquire_many(3).unwrap().num_permits(), 3);
    /// ```
    pub fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        let n = n as usize;
        let mut state = self.state.borrow_mut();
        if state.is_closed {
            return Err(TryAcquireError::Closed);
        }
        if state.permits < n || !state.waiters.is_empty() {
            return Err(TryAcquireError::NoPermits);
        }
        state.permits -= n;
        Ok(SemaphorePermit::new(self, n))
    }

    /// Waits for permits. Whoever gives up must call `cancel`.
    pub(super) fn poll_acquire(
        &self,
        n: usize,
        key: &mut Option<Key>,
        cx: &Context<'_>,
    ) -> Poll<Result<SemaphorePermit<'_>, AcquireError>> {
        let mut new = None;
        loop {
            let mut state = self.state.borrow_mut();
            match key.as_ref().map(|key| state.waiters.told(key)) {
                Some(Told::Nothing) => {}
                None if !state.is_closed && (state.permits < n || !state.waiters.is_empty()) => {}
                // Nothing is taken before it is dropped, which may panic.
                _ if new.is_some() => {
                    drop(state);
                    drop(new.take());
                    continue;
                }
                Some(told) => {
                    // Its waker was taken out by who told it.
                    let _none = key.take().map(|key| state.waiters.remove(key));
                    return Poll::Ready(match told {
                        Told::Granted => Ok(SemaphorePermit::new(self, n)),
                        _ => Err(AcquireError),
                    });
                }
                None if state.is_closed => return Poll::Ready(Err(AcquireError)),
                None => {
                    state.permits -= n;
                    return Poll::Ready(Ok(SemaphorePermit::new(self, n)));
                }
            }
            if wait_for(n, &mut state.waiters, key, cx, &mut new) {
                drop(state);
                return Poll::Pending;
            }
            drop(state);
            new = Some(cx.waker().clone());
        }
    }

    /// Ends a wait. What was granted, or what others may have now, is passed on.
    pub(super) fn cancel(&self, n: usize, key: &mut Option<Key>) {
        let Some(key) = key.take() else {
            return;
        };
        let mut state = self.state.borrow_mut();
        let (told, own) = state.waiters.remove(key);
        if told == Told::Granted {
            state.permits += n;
        }
        self.grant(state);
        drop(own);
    }

    /// Gives permits to those that wait, in their order, as far as they go.
    fn grant(&self, state: RefMut<'_, State>) {
        if state.waiters.is_empty() {
            return;
        }
        drop(state);
        wake_in_batches(|wakers| {
            let mut state = self.state.borrow_mut();
            while let Some(amount) = state.waiters.front_amount()
                && amount <= state.permits
            {
                if !wakers.has_room() {
                    return true;
                }
                state.permits -= amount;
                wakers.push(state.waiters.pop_front(Told::Granted));
            }
            false
        });
    }

    /// Gives no more permits, and turns those away that wait.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(3);
    /// semaphore.close();
    /// assert!(semaphore.try_acquire().is_err());
    /// ```
    pub fn close(&self) {
        self.state.borrow_mut().is_closed = true;
        wake_in_batches(|wakers| self.state.borrow_mut().waiters.turn_away(wakers));
    }

    /// Returns whether it is closed.
    ///
    /// # Examples
    ///
    /// ```
    /// let semaphore = anyrt_channels::local::Semaphore::new(1);
    /// assert!(!semaphore.is_closed());
    /// semaphore.close();
    /// assert!(semaphore.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        self.state.borrow().is_closed
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore")
            .field("permits", &self.available_permits())
            .finish_non_exhaustive()
    }
}
