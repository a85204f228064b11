//! The receivers that are many.

use super::{
    queue::Ring,
    reserve::Reserved,
    send::{Refused, wake},
    word::{POSITION, RESERVED, SENDER_WAITS, after, free, full, position, reserved, used},
};
use crate::{
    batches::wake_in_batches,
    raw::{
        flags::{CLOSED, RECEIVER_WAITS},
        missing::Missing,
        pause::Pause,
        side::{Many, Side},
    },
    receivers::Source,
    sync::Ordering,
};

impl<T, R: Side> Source for Ring<T, R> {
    type Message = T;

    #[inline]
    fn take(&self) -> Result<T, Missing> {
        let mut head = self.head.load(Ordering::Relaxed);
        loop {
            if let Some(value) = self.take_at(&mut head)? {
                if head & SENDER_WAITS != 0 {
                    self.give_freed();
                }
                return Ok(value);
            }
        }
    }

    fn announce(&self) {
        self.tail.fetch_or(RECEIVER_WAITS, Ordering::Relaxed);
    }

    fn retract(&self) {
        self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
    }

    fn is_ready(&self) -> bool {
        let head = position(self.head.load(Ordering::Relaxed));
        let tail = self.tail.load(Ordering::Relaxed);
        position(tail) != head || Self::is_end(tail, head)
    }
}

impl<T> Ring<T, Many> {
    /// Makes an empty ring.
    ///
    /// # Panics
    ///
    /// If the capacity is 0 or larger than `MAX_CAPACITY`.
    pub(crate) fn for_many(capacity: usize) -> Self {
        Self::new(capacity)
    }

    /// Accepts no more, and tells everybody. Returns whether this call closed it.
    pub(crate) fn close_for_all(&self) -> bool {
        let old = self.set_closed();
        if old & CLOSED != 0 {
            return false;
        }
        // If something is reserved, whoever ends that tells the receivers.
        let is_end = reserved(old) == 0;
        wake_in_batches(|wakers| {
            self.turn_away(wakers) || (is_end && self.receivers.fill(self, wakers))
        });
        true
    }

    /// Drops the messages that are there, when the last receiver is gone.
    pub(crate) fn drain(&self) {
        while self.take().is_ok() {}
    }

    /// Sends, and takes the oldest message out if there is no room.
    pub(crate) fn force_send(&self, value: T) -> Result<Option<T>, T> {
        let mut value = value;
        let mut pause = Pause::new();
        loop {
            value = match self.try_send(value) {
                Ok(()) => return Ok(None),
                Err((Refused::Closed, value)) => return Err(value),
                Err((Refused::Full, value)) => value,
            };
            let Some(reserved) = self.reserve_over() else {
                return Err(value);
            };
            if let Some(oldest) = self.make_room() {
                self.send_reserved(reserved, value);
                return Ok(oldest);
            }
            self.release(reserved);
            pause.wait();
        }
    }

    /// Counts one place more than there may be, unless the channel is closed.
    fn reserve_over(&self) -> Option<Reserved> {
        let mut tail = self.tail.load(Ordering::Relaxed);
        loop {
            if tail & CLOSED != 0 {
                return None;
            }
            match self.tail.compare_exchange_weak(
                tail,
                tail.wrapping_add(RESERVED),
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return Some(Reserved::counted(1)),
                Err(now) => tail = now,
            }
        }
    }

    /// Makes up for a place that was counted too much: with room that there is by now, with the oldest message,
    /// or with what a sender was granted and did not use yet.
    ///
    /// Returns `None` if there is nothing of that: others may have counted too much as well, for a message that
    /// was received since, or the channel is closed.
    fn make_room(&self) -> Option<Option<T>> {
        let mut pause = Pause::new();
        loop {
            // Acquire: the tail is not from before that head; no model shows it, for later claims count this place.
            let mut head = self.head.load(Ordering::Acquire);
            if used(self.tail.load(Ordering::Relaxed), head) <= self.capacity {
                return Some(None);
            }
            match self.take_at(&mut head) {
                Ok(Some(oldest)) => return Some(Some(oldest)),
                Ok(None) => {}
                Err(Missing::Claimed) => pause.wait(),
                Err(Missing::Empty | Missing::End) => return self.revoke().then_some(None),
            }
        }
    }
}

impl<T, R: Side> Ring<T, R> {
    /// Takes the next message, if it is written and nobody else comes between.
    #[inline(always)]
    pub(crate) fn take_ready(&self) -> Option<T> {
        let head = self.head.load(Ordering::Relaxed);
        let next = position(head);
        let slot = self.slot(next);
        if !slot.is(full(next)) {
            return None;
        }
        let moved = head.wrapping_add(POSITION);
        // Release: as in `take_at`.
        self.head
            .compare_exchange(head, moved, Ordering::Release, Ordering::Relaxed)
            .ok()?;
        // SAFETY: I7: this call moved the head past it.
        let value = unsafe { slot.read() };
        slot.stamp(free(after(next, self.slots.len() as u64)));
        if head & SENDER_WAITS != 0 {
            self.give_freed();
        }
        Some(value)
    }

    /// Takes the message at a head, which becomes the newest if it was not. Returns `None` if it is to be tried
    /// again with that.
    #[inline]
    fn take_at(&self, head: &mut u64) -> Result<Option<T>, Missing> {
        let next = position(*head);
        let slot = self.slot(next);
        if slot.is(full(next)) {
            let moved = head.wrapping_add(POSITION);
            // Release: whoever finds the head here finds the tail that this message moved.
            let taken =
                self.head
                    .compare_exchange_weak(*head, moved, Ordering::Release, Ordering::Relaxed);
            if let Err(now) = taken {
                *head = now;
                return Ok(None);
            }
            // SAFETY: I7: this call moved the head past it.
            let value = unsafe { slot.read() };
            slot.stamp(free(after(next, self.slots.len() as u64)));
            return Ok(Some(value));
        }
        let now = self.head.load(Ordering::Relaxed);
        if now != *head {
            *head = now;
            return Ok(None);
        }
        // Acquire: who finds the end sees what the closer did, and the senders before it.
        let tail = self.tail.load(Ordering::Acquire);
        Err(if Self::is_end(tail, next) {
            Missing::End
        } else if position(tail) == next {
            Missing::Empty
        } else {
            Missing::Claimed
        })
    }

    /// Tells one of many receivers that there is a message.
    #[cold]
    pub(super) fn tell_receiver(&self) {
        self.receivers.wake_one(self);
    }

    /// Wakes whoever waits for a message, since none may come.
    #[cold]
    pub(super) fn wake_for_end(&self) {
        if R::IS_MANY {
            return wake_in_batches(|wakers| self.receivers.fill(self, wakers));
        }
        // Relaxed: what gave back the last place acquired what `park` released, and nobody parks after it.
        let old = self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
        if old & RECEIVER_WAITS != 0 {
            // SAFETY: P1: this call cleared the flag, and the queue is at its end.
            wake(unsafe { self.parked.take() });
        }
    }
}
