//! How permits are taken and given back.

use super::{
    Semaphore, TryAcquireError,
    state::{CLOSED, MAX_PERMITS, PERMIT, WAITING, permits},
};
use crate::{batches::wake_in_batches, sync::Ordering};

impl Semaphore {
    /// Takes so many permits if they are there.
    #[inline]
    pub(super) fn take(&self, n: usize) -> Result<(), TryAcquireError> {
        // Acquire: pairs with the Release of `close`.
        let mut state = self.state.load(Ordering::Acquire);
        loop {
            if state & CLOSED != 0 {
                return Err(TryAcquireError::Closed);
            }
            if permits(state) < n {
                return Err(TryAcquireError::NoPermits);
            }
            // Acquire: pairs with the Release of `release`.
            let changed = self.state.compare_exchange(
                state,
                state - n * PERMIT,
                Ordering::Acquire,
                Ordering::Acquire,
            );
            match changed {
                Ok(_) => return Ok(()),
                Err(now) => state = now,
            }
        }
    }

    /// Gives permits back.
    ///
    /// # Panics
    ///
    /// If they are too many.
    #[inline]
    pub(super) fn release(&self, n: usize) {
        if n == 0 {
            return;
        }
        let mut state = self.state.load(Ordering::Relaxed);
        while state & WAITING == 0 {
            assert!(
                permits(state) + n <= MAX_PERMITS,
                "more than MAX_PERMITS permits"
            );
            // Release: pairs with the Acquire of `take`.
            let changed = self.state.compare_exchange(
                state,
                state + n * PERMIT,
                Ordering::Release,
                Ordering::Relaxed,
            );
            match changed {
                Ok(_) => return,
                Err(now) => state = now,
            }
        }
        self.hand_out(n);
    }

    /// Gives permits to those who wait, in turn.
    #[cold]
    fn hand_out(&self, n: usize) {
        let mut left = n;
        let mut fits = true;
        wake_in_batches(|wakers| {
            let mut guard = self.waiters.lock();
            while wakers.has_room() {
                let Some(first) = guard.front(0) else {
                    fits = self.keep(left);
                    return false;
                };
                let given = first.missing.min(left);
                first.missing -= given;
                left -= given;
                if first.missing > 0 {
                    return false;
                }
                let waker = guard.pop_front(0, |_| ());
                wakers.push(waker.flatten());
            }
            true
        });
        assert!(fits, "more than MAX_PERMITS permits");
    }

    /// Keeps permits that nobody waits for; the lock is held. Returns whether they fit.
    fn keep(&self, n: usize) -> bool {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            let fits = permits(state) + n <= MAX_PERMITS;
            let added = if fits { n * PERMIT } else { 0 };
            // Release: pairs with the Acquire of `take`. It matters if the waiter that `release` saw has left
            // since, for who takes these permits without the lock.
            let changed = self.state.compare_exchange(
                state,
                (state & !WAITING) + added,
                Ordering::Release,
                Ordering::Relaxed,
            );
            match changed {
                Ok(_) => return fits,
                Err(now) => state = now,
            }
        }
    }
}

/// The number, if it is not too large.
#[inline]
pub(super) fn checked(n: u32) -> usize {
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    assert!(n <= MAX_PERMITS, "more than MAX_PERMITS permits");
    n
}
