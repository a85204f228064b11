//! The receivers that are many: they take turns with one cursor.

use super::{
    cursor::Cursor,
    queue::{List, position},
};
use crate::{
    batches::wake_in_batches,
    raw::{
        flags::{CLOSED, RECEIVER_WAITS},
        missing::Missing,
        side::{Many, Side},
    },
    receivers::Source,
    sync::Ordering,
};

impl<T> List<T, Many> {
    /// Makes an empty queue, which has no block yet.
    pub(crate) fn for_many() -> Self {
        let (list, cursor) = Self::with_cursor();
        list.leave(cursor);
        list
    }

    /// Accepts no more, and tells everybody.
    pub(crate) fn close_for_all(&self) -> bool {
        let is_first = self.set_closed();
        if is_first {
            wake_in_batches(|wakers| {
                self.receivers.fill(self, wakers) || self.until_closed.fill(wakers)
            });
        }
        is_first
    }
}

impl<T, R: Side> List<T, R> {
    /// Keeps the cursor, for those that take turns or for the end.
    pub(crate) fn leave(&self, cursor: Cursor<T>) {
        let _held = self.turn.lock();
        // SAFETY: I8: the lock is held.
        self.kept.with_mut(|kept| unsafe { *kept = Some(cursor) });
    }

    /// Drops the messages that are there, when the cursor was left and nobody else takes.
    pub(crate) fn drain(&self) {
        while Source::take(self).is_ok() {}
    }
}

impl<T, R: Side> Source for List<T, R> {
    type Message = T;

    #[inline]
    fn take(&self) -> Result<T, Missing> {
        let _held = self.turn.lock();
        self.kept.with_mut(|kept| {
            // SAFETY: I8: the lock is held.
            let kept = unsafe { &mut *kept };
            match kept {
                Some(cursor) => self.take_next(cursor),
                None => Err(Missing::Empty),
            }
        })
    }

    fn announce(&self) {
        self.tail.fetch_or(RECEIVER_WAITS, Ordering::Relaxed);
    }

    fn retract(&self) {
        self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
    }

    fn is_ready(&self) -> bool {
        let received = self.received.load(Ordering::Relaxed);
        let tail = self.tail.load(Ordering::Relaxed);
        tail & CLOSED != 0 || position(tail) != received
    }
}
