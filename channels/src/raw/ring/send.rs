//! The sender's fast path.

use std::task::Waker;

use super::{
    queue::Ring,
    reserve::Reserved,
    word::{POSITION, RESERVED, SENDER_WAITS, free, full, position, reserved, used},
};
use crate::{
    raw::{
        flags::{CLOSED, RECEIVER_WAITS},
        pause::Pause,
        side::Side,
    },
    sync::Ordering,
};

/// Why nothing was claimed or reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// There is no room, or others wait for it.
    Full,
    /// No more is accepted.
    Closed,
}

impl<T, R: Side> Ring<T, R> {
    /// Sends without waiting.
    #[inline]
    pub(crate) fn try_send(&self, value: T) -> Result<(), (Refused, T)> {
        match self.change_tail(1, POSITION) {
            Ok(tail) => {
                self.publish(tail, value);
                Ok(())
            }
            Err(refused) => Err((refused, value)),
        }
    }

    /// Sends what a place was reserved for, also after the close.
    #[inline]
    pub(crate) fn send_reserved(&self, place: Reserved, value: T) {
        assert!(place.count() == 1, "one place for one message");
        place.forget();
        let mut tail = self.tail.load(Ordering::Relaxed);
        loop {
            let new = Self::told(tail).wrapping_add(POSITION - RESERVED);
            match self
                .tail
                // AcqRel: as in `change_tail`.
                .compare_exchange_weak(tail, new, Ordering::AcqRel, Ordering::Relaxed)
            {
                Ok(_) => break,
                Err(now) => tail = now,
            }
        }
        if R::IS_MANY && tail & CLOSED != 0 && reserved(tail) == 1 {
            return self.publish_last(tail, value);
        }
        self.publish(tail, value);
    }

    /// Writes the last message of all: one of many receivers gets it, and the others are at the end.
    #[cold]
    fn publish_last(&self, tail: u64, value: T) {
        self.publish(tail & !RECEIVER_WAITS, value);
        if tail & RECEIVER_WAITS != 0 {
            self.wake_for_end();
        }
    }

    /// Adds `step` to the tail if there is room for `count` messages, and returns what it was.
    #[inline]
    pub(super) fn change_tail(&self, count: u64, step: u64) -> Result<u64, Refused> {
        let mut tail = self.tail.load(Ordering::Relaxed);
        loop {
            if tail & CLOSED != 0 {
                return Err(Refused::Closed);
            }
            // Acquire: pairs with the Release of who moved the head, and so had read the slot.
            let head = self.head.load(Ordering::Acquire);
            if head & SENDER_WAITS != 0 {
                return Err(Refused::Full);
            }
            if used(tail, head) + count > self.capacity {
                // The tail may be from before that head, or the head from before that tail. Acquire: the claim
                // that made this tail had seen a head, which is seen now.
                let now = self.tail.load(Ordering::Acquire);
                if now == tail && position(self.head.load(Ordering::Relaxed)) == position(head) {
                    return Err(Refused::Full);
                }
                tail = now;
                continue;
            }
            let new = if step == POSITION {
                Self::told(tail).wrapping_add(step)
            } else {
                tail.wrapping_add(step)
            };
            // Acquire: pairs with the Release of `park` (P1). Both: whoever claims later has
            // seen the head that made room for it, which may have been seen by an earlier one alone.
            match self
                .tail
                .compare_exchange_weak(tail, new, Ordering::AcqRel, Ordering::Relaxed)
            {
                Ok(_) => return Ok(tail),
                Err(now) => tail = now,
            }
        }
    }

    /// Returns the tail with the flag that the claim clears: a single receiver is told by it alone.
    #[inline(always)]
    fn told(tail: u64) -> u64 {
        if R::IS_MANY {
            tail
        } else {
            tail & !RECEIVER_WAITS
        }
    }

    /// Writes the message whose claim found this tail, and wakes who waits for it.
    #[inline(always)]
    fn publish(&self, tail: u64, value: T) {
        let claimed = position(tail);
        let slot = self.slot(claimed);
        if R::IS_MANY && !slot.is(free(claimed)) {
            wait_for(|| slot.is(free(claimed)));
        }
        if tail & RECEIVER_WAITS == 0 {
            // SAFETY: I1, I2: the position is claimed by this call, and its slot was read.
            unsafe { slot.write(value) };
            slot.stamp(full(claimed));
        } else if R::IS_MANY {
            // SAFETY: as above.
            unsafe { slot.write(value) };
            slot.stamp(full(claimed));
            self.tell_receiver();
        } else {
            // SAFETY: P1: this claim cleared the flag, and has not published yet.
            let waker = unsafe { self.parked.take() };
            // SAFETY: as above.
            unsafe { slot.write(value) };
            slot.stamp(full(claimed));
            wake(waker);
        }
    }
}

/// Wakes, if there is somebody.
#[inline]
pub(super) fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Waits for what another thread does within a few instructions.
#[cold]
pub(super) fn wait_for(is_done: impl Fn() -> bool) {
    let mut pause = Pause::new();
    while !is_done() {
        pause.wait();
    }
}
