use std::{
    fmt,
    panic::{RefUnwindSafe, UnwindSafe},
    sync::Arc,
};

use super::{
    Notified, OwnedNotified,
    state::{EMPTY, NOTIFIED, WAITING, is_older, kind, next_round, round},
    waiter::{Entry, Told},
};
use crate::{
    batches::wake_in_batches,
    raw::wait_queue::{Guard, WaitQueue},
    sync::{AtomicUsize, Ordering},
};

/// Notifies tasks, one or all of those that wait.
///
/// It holds at most one permit: if nobody waits, [`notify_one`](Self::notify_one) stores it, and the next one
/// to wait takes it at once. While nobody waits, both cost one atomic read-modify-write.
///
/// # Examples
///
/// ```
/// use anyrt_channels::Notify;
/// use futures_util::FutureExt;
///
/// let notify = Notify::new();
/// notify.notify_one();
/// notify.notify_one();
/// assert_eq!(notify.notified().now_or_never(), Some(()));
/// assert_eq!(notify.notified().now_or_never(), None);
/// ```
pub struct Notify {
    pub(super) state: AtomicUsize,
    pub(super) waiters: WaitQueue<(), Entry>,
}

impl Notify {
    /// Makes one without a permit.
    ///
    /// # Examples
    ///
    /// ```
    /// let notify = anyrt_channels::Notify::new();
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self {
            state: AtomicUsize::new(EMPTY),
            waiters: WaitQueue::new(()),
        }
    }

    /// Makes one without a permit, in a constant.
    ///
    /// # Examples
    ///
    /// ```
    /// static NOTIFY: anyrt_channels::Notify = anyrt_channels::Notify::const_new();
    /// ```
    #[cfg(not(loom))]
    #[must_use]
    pub const fn const_new() -> Self {
        Self {
            state: AtomicUsize::new(EMPTY),
            waiters: WaitQueue::new(()),
        }
    }

    /// Waits for a notification.
    ///
    /// A permit that is there is taken at once. A call of [`notify_waiters`](Self::notify_waiters) reaches the
    /// future as soon as it was made, one of [`notify_one`](Self::notify_one) once it was polled or
    /// [enabled](Notified::enable).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a notification by `notify_one` or `notify_last` that the future was given and did not
    /// return is passed on. The place in the queue is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Notify;
    /// use futures_util::FutureExt;
    ///
    /// let notify = Notify::new();
    /// let notified = notify.notified();
    /// notify.notify_waiters();
    /// assert_eq!(notified.now_or_never(), Some(()));
    /// ```
    #[inline]
    pub fn notified(&self) -> Notified<'_> {
        Notified::new(self)
    }

    /// Waits for a notification, as [`notified`](Self::notified) does, without borrowing.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: as [`notified`](Self::notified).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use anyrt_channels::Notify;
    ///
    /// let notify = Arc::new(Notify::new());
    /// let notified = notify.clone().notified_owned();
    /// let thread = std::thread::spawn(|| drop(notified));
    /// notify.notify_waiters();
    /// # thread.join().expect("it does not panic");
    /// ```
    pub fn notified_owned(self: Arc<Self>) -> OwnedNotified {
        OwnedNotified::new(self)
    }

    /// Notifies the one that waits longest, or stores a permit if nobody waits.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::{pin::pin, task::{Context, Waker}};
    /// use anyrt_channels::Notify;
    /// use futures_util::FutureExt;
    ///
    /// let notify = Notify::new();
    /// let mut first = pin!(notify.notified());
    /// let mut second = pin!(notify.notified());
    /// first.as_mut().enable();
    /// second.as_mut().enable();
    /// notify.notify_one();
    /// assert_eq!(second.now_or_never(), None);
    /// assert_eq!(first.now_or_never(), Some(()));
    /// ```
    #[inline]
    pub fn notify_one(&self) {
        self.notify(Told::First);
    }

    /// Notifies the one that waits shortest, or stores a permit if nobody waits.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::pin::pin;
    /// use anyrt_channels::Notify;
    /// use futures_util::FutureExt;
    ///
    /// let notify = Notify::new();
    /// let mut first = pin!(notify.notified());
    /// let mut second = pin!(notify.notified());
    /// first.as_mut().enable();
    /// second.as_mut().enable();
    /// notify.notify_last();
    /// assert_eq!(first.now_or_never(), None);
    /// assert_eq!(second.now_or_never(), Some(()));
    /// ```
    pub fn notify_last(&self) {
        self.notify(Told::Last);
    }

    /// Notifies each future that was made before, whether it was polled or not. Stores no permit.
    ///
    /// # Panics
    ///
    /// If waking one of them panics; the others were woken then.
    ///
    /// # Complexity
    ///
    /// Linear in the number of those that wait. The lock is released after every 32 of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_channels::Notify;
    /// use futures_util::FutureExt;
    ///
    /// let notify = Notify::new();
    /// let (first, second) = (notify.notified(), notify.notified());
    /// notify.notify_waiters();
    /// assert_eq!(first.now_or_never(), Some(()));
    /// assert_eq!(second.now_or_never(), Some(()));
    /// assert_eq!(notify.notified().now_or_never(), None);
    /// ```
    pub fn notify_waiters(&self) {
        let guard = self.waiters.lock();
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let next = next_round(state);
            // Release: pairs with the Acquire of `Waiter::start`.
            let changed =
                self.state
                    .compare_exchange(state, next, Ordering::Release, Ordering::Relaxed);
            match changed {
                Ok(_) => break,
                Err(now) => state = now,
            }
        }
        drop(guard);
        if kind(state) == WAITING {
            self.wake_older(round(next_round(state)));
        }
    }

    #[inline]
    fn notify(&self, which: Told) {
        let mut state = self.state.load(Ordering::Relaxed);
        while kind(state) != WAITING {
            match self.store_permit(state) {
                Ok(()) => return,
                Err(now) => state = now,
            }
        }
        self.notify_waiter(self.waiters.lock(), which);
    }

    #[inline]
    fn store_permit(&self, state: usize) -> Result<(), usize> {
        let next = round(state) | NOTIFIED;
        // Release: pairs with the Acquire of `take_permit`, also if there was a permit.
        self.state
            .compare_exchange(state, next, Ordering::Release, Ordering::Relaxed)
            .map(|_| ())
    }

    /// Takes a permit, which is there if this is the state.
    #[inline]
    pub(super) fn take_permit(&self, state: usize) -> bool {
        let next = round(state) | EMPTY;
        // Acquire: pairs with the Release of `store_permit`.
        self.state
            .compare_exchange(state, next, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    /// Notifies a waiter, or stores a permit if there is none.
    pub(super) fn notify_waiter<'a>(&'a self, mut guard: Guard<'a, (), Entry, 1>, which: Told) {
        loop {
            let state = self.state.load(Ordering::Relaxed);
            if kind(state) != WAITING {
                if self.store_permit(state).is_ok() {
                    return;
                }
                continue;
            }
            let told = |entry: &mut Entry| entry.told = which;
            let waker = if which == Told::Last {
                guard.pop_back(0, told)
            } else if guard
                .front(0)
                .is_some_and(|entry| entry.round == round(state))
            {
                guard.pop_front(0, told)
            } else {
                // A call of `notify_waiters` goes on, for those of rounds before.
                drop(guard);
                self.wake_older(round(state));
                guard = self.waiters.lock();
                continue;
            };
            self.settle(&mut guard);
            drop(guard);
            if let Some(waker) = waker.flatten() {
                waker.wake();
            }
            return;
        }
    }

    /// Clears `WAITING` if nobody of this round waits any more.
    pub(super) fn settle(&self, guard: &mut Guard<'_, (), Entry, 1>) {
        let state = self.state.load(Ordering::Relaxed);
        let waits = guard.back(0).is_some_and(|last| last.round == round(state));
        if kind(state) == WAITING && !waits {
            // Nobody else changes it under the lock. Release: hands on what `notify_waiters` released.
            self.state.store(round(state) | EMPTY, Ordering::Release);
        }
    }

    /// Wakes those of rounds before `current`.
    fn wake_older(&self, current: usize) {
        wake_in_batches(|wakers| {
            let mut guard = self.waiters.lock();
            while wakers.has_room() {
                let first = guard.front(0);
                if !first.is_some_and(|entry| is_older(entry.round, current)) {
                    return false;
                }
                let waker = guard.pop_front(0, |entry| entry.told = Told::All);
                wakers.push(waker.flatten());
            }
            true
        });
    }
}

impl Default for Notify {
    fn default() -> Self {
        Self::new()
    }
}

impl UnwindSafe for Notify {}
impl RefUnwindSafe for Notify {}

impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = kind(self.state.load(Ordering::Relaxed));
        f.debug_struct("Notify")
            .field("has_permit", &(kind == NOTIFIED))
            .field("has_waiters", &(kind == WAITING))
            .finish_non_exhaustive()
    }
}
