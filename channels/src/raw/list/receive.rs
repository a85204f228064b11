//! Receiving.

use std::{
    ptr,
    task::{Context, Poll},
};

use super::{block::Block, cursor::Cursor, queue::List};
use crate::{
    raw::{
        flags::CLOSED,
        missing::Missing,
        parked::{Next, Wait},
        pause::Pause,
        side::{One, Side},
    },
    sync::Ordering,
};

impl<T> List<T, One> {
    /// Receives without waiting, unless for a message that is being written.
    #[inline]
    pub(crate) fn try_recv(&self, cursor: &mut Cursor<T>) -> Result<T, Missing> {
        let mut pause = Pause::new();
        loop {
            match self.take_next(cursor) {
                Err(Missing::Claimed) => pause.wait(),
                other => return other,
            }
        }
    }

    /// Receives, or leaves a waker.
    #[inline]
    pub(crate) fn poll_recv(&self, cursor: &mut Cursor<T>, cx: &Context<'_>) -> Poll<Option<T>> {
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
        cursor: &mut Cursor<T>,
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

    /// Waits no more, because the receiver goes.
    pub(crate) fn stop_receiving(&self, _cursor: &mut Cursor<T>) {
        // SAFETY: the cursor is the receiver's.
        drop(unsafe { self.parked.unpark(&self.tail) });
    }

    fn take_many(&self, cursor: &mut Cursor<T>, buffer: &mut Vec<T>, limit: usize) -> usize {
        let start = buffer.len();
        buffer.reserve(limit.min(self.len()));
        while buffer.len() - start < limit
            && buffer.len() < buffer.capacity()
            && let Some(value) = self.take(cursor)
        {
            buffer.push(value);
        }
        buffer.len() - start
    }

    /// Leaves a waker, unless there is something.
    #[cold]
    fn park(&self, cursor: &mut Cursor<T>, cx: &Context<'_>) -> Wait {
        self.reclaim(cursor);
        let (next, block) = (cursor.position, cursor.block);
        let judge = |tail| {
            if self.has(block, next) {
                Next::Ready
            } else if next != self.end(tail) {
                Next::Claimed
            } else if tail & CLOSED != 0 {
                Next::End
            } else {
                Next::Nothing
            }
        };
        // SAFETY: the cursor is the receiver's, and says what was received.
        unsafe { self.parked.park(&self.tail, &mut cursor.parked, cx, judge) }
    }
}

impl<T, R: Side> List<T, R> {
    /// Takes the next message, or says what there is in its place.
    #[inline]
    pub(super) fn take_next(&self, cursor: &mut Cursor<T>) -> Result<T, Missing> {
        if let Some(value) = self.take(cursor) {
            return Ok(value);
        }
        self.reclaim(cursor);
        // Acquire: who finds the end sees what the closer did, and the senders before it.
        let tail = self.tail.load(Ordering::Acquire);
        Err(if cursor.position != self.end(tail) {
            Missing::Claimed
        } else if tail & CLOSED != 0 {
            Missing::End
        } else {
            Missing::Empty
        })
    }

    /// Takes the next message, if it is written.
    #[inline]
    pub(crate) fn take(&self, cursor: &mut Cursor<T>) -> Option<T> {
        let next = cursor.position;
        if next == cursor.stop {
            self.pass_stop(cursor)?;
        }
        // SAFETY: I4, I5: what the cursor points to is freed by its owner alone.
        let block = unsafe { &*cursor.block };
        if !block.is_full(next) {
            return None;
        }
        // SAFETY: I5: it is full, and comes next.
        let value = unsafe { block.read(next) };
        cursor.position = next + 1;
        // Release: pairs with the Acquire of `len`.
        self.received.store(next + 1, Ordering::Release);
        Some(value)
    }

    /// Does what is to be done between two messages: goes to the next block, or frees those before. Returns
    /// `None` if there is no next block yet.
    #[cold]
    fn pass_stop(&self, cursor: &mut Cursor<T>) -> Option<()> {
        // SAFETY: I4, I5.
        if cursor.block.is_null() || unsafe { (*cursor.block).end() } == cursor.position {
            self.enter_block(cursor)?;
        }
        self.reclaim(cursor);
        cursor.stop = if ptr::eq(cursor.oldest, cursor.block) {
            // SAFETY: as above.
            unsafe { (*cursor.block).end() }
        } else {
            // The block before is free after this message, unless a sender was held up.
            cursor.position + 1
        };
        Some(())
    }

    /// Returns whether a position is published, given the block of the position or the one before.
    fn has(&self, block: *mut Block<T>, next: u64) -> bool {
        let block = if block.is_null() {
            self.first_block.load(Ordering::Acquire)
        // SAFETY: I4, I5.
        } else if unsafe { (*block).end() } == next {
            // SAFETY: as above.
            unsafe { (*block).next() }
        } else {
            block
        };
        // SAFETY: I4: it is of later positions than were received.
        !block.is_null() && unsafe { (*block).is_full(next) }
    }

    /// Goes to the next block, if there is one.
    fn enter_block(&self, cursor: &mut Cursor<T>) -> Option<()> {
        let old = cursor.block;
        if old.is_null() {
            // Acquire: pairs with the Release of `first`.
            let first = self.first_block.load(Ordering::Acquire);
            if first.is_null() {
                return None;
            }
            cursor.block = first;
            cursor.oldest = first;
            return Some(());
        }
        // SAFETY: I4, I5.
        let next = unsafe { (*old).next() };
        if next.is_null() {
            return None;
        }
        if ptr::eq(self.tail_block.load(Ordering::Relaxed), old) {
            // I2: everything in it was received, and so published.
            let _moved = self.move_tail_block(old, next);
        }
        cursor.block = next;
        Some(())
    }

    /// Frees the blocks that nobody looks at any more.
    pub(super) fn reclaim(&self, cursor: &mut Cursor<T>) {
        while !ptr::eq(cursor.oldest, cursor.block) {
            let block = cursor.oldest;
            // SAFETY: I4: it is not freed yet.
            let this = unsafe { &*block };
            if !this.is_retired(cursor.position) {
                break;
            }
            cursor.oldest = this.next();
            self.keep_or_free(block);
        }
    }
}
