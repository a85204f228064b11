//! The receiver that is alone.

use std::task::{Context, Poll};

use super::{
    queue::Ring,
    send::wake,
    word::{POSITION, RESERVED, SENDER_WAITS, after, full, position},
};
use crate::{
    batches::wake_in_batches,
    raw::{
        flags::{CLOSED, RECEIVER_WAITS},
        identity::Identity,
        missing::Missing,
        parked::{Next, Wait},
        pause::Pause,
        side::One,
    },
    sync::Ordering,
};

/// The right to receive from a ring, and where the next message is.
pub(crate) struct Cursor {
    position: u64,
    /// What is parked, if `RECEIVER_WAITS` is set.
    parked: Identity,
}

impl<T> Ring<T, One> {
    /// Makes an empty ring and the right to receive from it.
    ///
    /// # Panics
    ///
    /// If the capacity is 0 or larger than `MAX_CAPACITY`.
    pub(crate) fn with_cursor(capacity: usize) -> (Self, Cursor) {
        let cursor = Cursor {
            position: 0,
            parked: Identity::none(),
        };
        (Self::new(capacity), cursor)
    }

    /// Receives without waiting, unless for a message that is being written.
    #[inline]
    pub(crate) fn try_recv(&self, cursor: &mut Cursor) -> Result<T, Missing> {
        let mut pause = Pause::new();
        loop {
            if let Some(value) = self.take(cursor) {
                return Ok(value);
            }
            // Acquire: who finds the end sees what the closer did, and the senders before it.
            let tail = self.tail.load(Ordering::Acquire);
            if Self::is_end(tail, cursor.position) {
                return Err(Missing::End);
            }
            if position(tail) == cursor.position {
                return Err(Missing::Empty);
            }
            pause.wait();
        }
    }

    /// Receives, or leaves a waker.
    #[inline]
    pub(crate) fn poll_recv(&self, cursor: &mut Cursor, cx: &Context<'_>) -> Poll<Option<T>> {
        match self.take(cursor) {
            Some(value) => Poll::Ready(Some(value)),
            None => match self.park(cursor, cx) {
                Wait::Waits => Poll::Pending,
                Wait::End => Poll::Ready(None),
                // The one that was being written is there.
                Wait::Ready => Poll::Ready(self.take(cursor)),
            },
        }
    }

    /// Appends up to `limit` messages to `buffer`, or leaves a waker. Returns how many they are: 0 at the end.
    pub(crate) fn poll_recv_many(
        &self,
        cursor: &mut Cursor,
        cx: &Context<'_>,
        buffer: &mut Vec<T>,
        limit: usize,
    ) -> Poll<usize> {
        let count = self.take_many(cursor, buffer, limit);
        if count > 0 || limit == 0 {
            return Poll::Ready(count);
        }
        match self.park(cursor, cx) {
            Wait::Waits => Poll::Pending,
            Wait::End => Poll::Ready(0),
            Wait::Ready => Poll::Ready(self.take_many(cursor, buffer, limit)),
        }
    }

    /// Takes the next message, if it is written.
    #[inline]
    pub(crate) fn take(&self, cursor: &mut Cursor) -> Option<T> {
        let slot = self.slot(cursor.position);
        if !slot.is(full(cursor.position)) {
            return None;
        }
        // SAFETY: I6: it is full for the position that comes next.
        let value = unsafe { slot.read() };
        cursor.position = after(cursor.position, 1);
        if self.head.load(Ordering::Relaxed) & SENDER_WAITS == 0 {
            self.free_slots(1);
        } else {
            self.free_for_waiter();
        }
        Some(value)
    }

    fn take_many(&self, cursor: &mut Cursor, buffer: &mut Vec<T>, limit: usize) -> usize {
        buffer.reserve(limit.min(self.len()));
        let mut count = 0;
        while (count as usize) < limit {
            let slot = self.slot(cursor.position);
            if !slot.is(full(cursor.position)) || buffer.len() == buffer.capacity() {
                break;
            }
            // SAFETY: I6: it is full for the position that comes next.
            buffer.push(unsafe { slot.read() });
            cursor.position = after(cursor.position, 1);
            count += 1;
        }
        if count > 0 {
            self.free_slots(count);
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is at most `limit`")]
        let count = count as usize;
        count
    }

    /// Moves the head past slots that were read.
    #[inline]
    fn free_slots(&self, count: u64) {
        // Release: pairs with the Acquire of `change_tail`, so that the slots are written after they were read.
        let old = self.head.fetch_add(count * POSITION, Ordering::Release);
        if old & SENDER_WAITS != 0 {
            self.distribute(self.senders.lock());
        }
    }

    /// Moves the head past one slot that was read, in favour of the sender that waits longest.
    #[cold]
    fn free_for_waiter(&self) {
        let mut guard = self.senders.lock();
        let Some(is_enough) = Self::give_one(&mut guard) else {
            drop(guard);
            return self.free_slots(1);
        };
        // It is counted before the slot is free, so that nobody comes between.
        self.tail.fetch_add(RESERVED, Ordering::Relaxed);
        let clears = is_enough && Self::is_last_waiting(&mut guard);
        let waker = if is_enough {
            Self::grant(&mut guard)
        } else {
            None
        };
        let step = if clears {
            // I4: the flag is set, since there was a waiter.
            POSITION - SENDER_WAITS
        } else {
            POSITION
        };
        // Release: as in `free_slots`; no model shows it, since the waiter that the place goes to gets it through
        // the lock, and it would take a fourth party to come after.
        self.head.fetch_add(step, Ordering::Release);
        drop(guard);
        wake(waker);
    }

    /// Leaves a waker, unless there is something.
    fn park(&self, cursor: &mut Cursor, cx: &Context<'_>) -> Wait {
        let next = cursor.position;
        let judge = |tail| {
            if position(tail) != next {
                if self.slot(next).is(full(next)) {
                    Next::Ready
                } else {
                    Next::Claimed
                }
            } else if Self::is_end(tail, next) {
                Next::End
            } else {
                Next::Nothing
            }
        };
        // SAFETY: the cursor is the receiver's, and says what was received.
        unsafe { self.parked.park(&self.tail, &mut cursor.parked, cx, judge) }
    }

    /// Accepts no more, because every sender is gone, and tells the receiver.
    pub(crate) fn close_as_sender(&self) {
        let mut tail = self.tail.load(Ordering::Relaxed);
        loop {
            let new = (tail | CLOSED) & !RECEIVER_WAITS;
            match self
                .tail
                .compare_exchange_weak(tail, new, Ordering::AcqRel, Ordering::Relaxed)
            {
                Ok(_) => break,
                Err(now) => tail = now,
            }
        }
        if tail & RECEIVER_WAITS != 0 {
            // SAFETY: P1: this call cleared the flag, and the queue is at its end: nothing is reserved, since
            // who reserves has a sender.
            wake(unsafe { self.parked.take() });
        }
    }

    /// Waits no more, because the receiver goes.
    pub(crate) fn stop_receiving(&self, _cursor: &mut Cursor) {
        // SAFETY: the cursor is the receiver's.
        drop(unsafe { self.parked.unpark(&self.tail) });
    }

    /// Accepts no more, because the receiver says so.
    pub(crate) fn close(&self) {
        if self.set_closed() & CLOSED == 0 {
            wake_in_batches(|wakers| self.turn_away(wakers));
        }
    }
}
