//! The waker of a receiver that is alone, left without a lock.
//!
//! The tail word of the queue has a flag that says that the receiver waits. A sender has to change that word
//! anyway, so that it learns of the receiver with its claim.
//!
//! # Invariants
//!
//! - P1: `waker` holds one while the flag is set. Who clears the flag owns it: until it has published the
//!   message that it claimed before or with that, or for good if the queue is at its end by then.
//! - P2: the receiver writes to it when the flag is clear, and everything that was claimed is published and
//!   received: so whoever owned it by P1 is done with it.

use std::task::{Context, Waker};

use super::{flags::RECEIVER_WAITS, identity::Identity, pause::Pause};
use crate::sync::{AtomicU64, Ordering, UnsafeCell};

/// The place where the waker is left.
pub(super) struct Parked {
    waker: UnsafeCell<Option<Waker>>,
}

/// What the receiver finds in place of a message that it can take.
pub(super) enum Next {
    /// Nothing, and nothing is claimed.
    Nothing,
    /// One is being written.
    Claimed,
    /// One was written by now.
    Ready,
    /// None will come.
    End,
}

/// What came of a wait.
pub(super) enum Wait {
    /// A waker was left, or called already.
    Waits,
    /// There is a message.
    Ready,
    /// There is none, and none will come.
    End,
}

impl Parked {
    pub(super) fn new() -> Self {
        Self {
            waker: UnsafeCell::new(None),
        }
    }

    /// Takes the waker.
    ///
    /// # Safety
    ///
    /// The caller must own it, by P1.
    #[inline]
    pub(super) unsafe fn take(&self) -> Option<Waker> {
        // SAFETY: the caller's promise.
        self.waker.with_mut(|waker| unsafe { &mut *waker }.take())
    }

    /// Takes back what was left, if nobody else does.
    ///
    /// # Safety
    ///
    /// The caller must be the receiver.
    pub(super) unsafe fn unpark(&self, tail: &AtomicU64) -> Option<Waker> {
        // Relaxed: what was left, this receiver left itself.
        let old = tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
        if old & RECEIVER_WAITS == 0 {
            return None;
        }
        // SAFETY: P1: this call cleared the flag.
        unsafe { self.take() }
    }

    /// Leaves a waker, unless `next` finds something in the tail word.
    ///
    /// # Safety
    ///
    /// The caller must be the receiver, and `next` must say `Nothing` only if all that is claimed in the word
    /// was received, and the queue is not at its end.
    pub(super) unsafe fn park(
        &self,
        tail: &AtomicU64,
        left: &mut Identity,
        cx: &Context<'_>,
        next: impl Fn(u64) -> Next,
    ) -> Wait {
        let mut pause = Pause::new();
        let mut waker = None;
        loop {
            // Acquire: who finds the end sees what the closer did, and the senders before it.
            let seen = tail.load(Ordering::Acquire);
            match next(seen) {
                Next::Nothing => {}
                Next::Ready => return Wait::Ready,
                Next::End => return Wait::End,
                Next::Claimed if pause.has_spun() => {
                    // Its sender was held up, and does not know of this receiver.
                    cx.waker().wake_by_ref();
                    return Wait::Waits;
                }
                Next::Claimed => {
                    pause.wait();
                    continue;
                }
            }
            if seen & RECEIVER_WAITS != 0 {
                if left.is(cx.waker()) {
                    return Wait::Waits;
                }
                // SAFETY: the caller's promise.
                drop(unsafe { self.unpark(tail) });
                continue;
            }
            let new = waker.take().unwrap_or_else(|| cx.waker().clone());
            *left = Identity::of(&new);
            self.waker.with_mut(|waker| {
                // SAFETY: P2.
                unsafe { *waker = Some(new) };
            });
            // Release: pairs with the Acquire of who clears the flag.
            let is_left = tail.compare_exchange(
                seen,
                seen | RECEIVER_WAITS,
                Ordering::Release,
                Ordering::Relaxed,
            );
            if is_left.is_ok() {
                return Wait::Waits;
            }
            // SAFETY: P2: the flag was not set, so that nobody knows of it.
            waker = unsafe { self.take() };
        }
    }
}
