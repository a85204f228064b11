//! Sending.

use std::ptr;

use super::{
    block::{Block, SLOTS},
    queue::{List, POSITION, position},
};
use crate::{
    raw::{
        flags::{CLOSED, RECEIVER_WAITS},
        side::Side,
    },
    sync::Ordering,
};

impl<T, R: Side> List<T, R> {
    /// Sends, unless the queue is closed.
    #[inline]
    pub(crate) fn send(&self, value: T) -> Result<(), T> {
        // Acquire and Release: I3. Acquire too: pairs with the Release of `park`.
        let tail = self.tail.fetch_add(POSITION, Ordering::AcqRel);
        if tail & CLOSED != 0 {
            return Err(value);
        }
        let claimed = position(tail);
        let block = self.block_of(claimed);
        // SAFETY: I3: it is not freed before `claimed` is received.
        let block = unsafe { &*block };
        if tail & RECEIVER_WAITS == 0 {
            // SAFETY: I1: this call claimed it, and `block` has it.
            unsafe { block.publish(claimed, value) };
        } else {
            // SAFETY: as above.
            unsafe { self.publish_and_tell(block, claimed, value) };
        }
        Ok(())
    }

    /// Publishes, and wakes who waits.
    ///
    /// # Safety
    ///
    /// As `Block::publish`.
    #[cold]
    unsafe fn publish_and_tell(&self, block: &Block<T>, claimed: u64, value: T) {
        if R::IS_MANY {
            // SAFETY: the caller's promise.
            unsafe { block.publish(claimed, value) };
            return self.receivers.wake_one(self);
        }
        // Relaxed: the claim acquired what `park` released, and nobody parks until it is published (P2).
        let old = self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
        let waker = if old & RECEIVER_WAITS == 0 {
            None
        } else {
            // SAFETY: P1: this call cleared the flag, and its claim is not published.
            unsafe { self.parked.take() }
        };
        // SAFETY: the caller's promise.
        unsafe { block.publish(claimed, value) };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Finds the block of a position that is claimed and not published.
    #[inline]
    fn block_of(&self, claimed: u64) -> *mut Block<T> {
        // Acquire: pairs with the Release of who put it there.
        let block = self.tail_block.load(Ordering::Acquire);
        if !block.is_null() {
            // SAFETY: I3: it is not freed before `claimed` is received.
            let start = unsafe { (*block).start() };
            if claimed - start < SLOTS {
                return block;
            }
        }
        self.walk_to(block, claimed)
    }

    /// Finds the block behind others, which are made if they are missing.
    #[cold]
    fn walk_to(&self, from: *mut Block<T>, claimed: u64) -> *mut Block<T> {
        let mut block = if from.is_null() { self.first() } else { from };
        // One of the senders to a block looks whether those before it are done with; so not all of them
        // look through its slots.
        let mut moves = claimed.is_multiple_of(SLOTS);
        loop {
            // SAFETY: I3: it is not freed before `claimed` is received.
            let this = unsafe { &*block };
            if claimed < this.end() {
                return block;
            }
            let next = self.next_of(this);
            moves = moves && this.is_final() && self.move_tail_block(block, next);
            block = next;
        }
    }

    /// Returns the first block, which is made if it is missing.
    #[cold]
    fn first(&self) -> *mut Block<T> {
        let new = self.make_block(0);
        let first = self.tail_block.compare_exchange(
            ptr::null_mut(),
            new,
            Ordering::Release,
            Ordering::Acquire,
        );
        match first {
            Ok(_) => {
                // Release: pairs with the Acquire of the receiver.
                self.first_block.store(new, Ordering::Release);
                new
            }
            Err(first) => {
                self.keep_or_free(new);
                first
            }
        }
    }

    /// Returns the next block, which is made if it is missing.
    fn next_of(&self, block: &Block<T>) -> *mut Block<T> {
        let next = block.next();
        if !next.is_null() {
            return next;
        }
        let new = self.make_block(block.end());
        match block.link(new) {
            Ok(()) => new,
            Err(next) => {
                self.keep_or_free(new);
                next
            }
        }
    }

    /// Moves the tail block past one whose slots are all published, if it is that. Returns whether it was.
    pub(super) fn move_tail_block(&self, block: *mut Block<T>, next: *mut Block<T>) -> bool {
        // Release: pairs with the Acquire of `block_of`.
        let moved =
            self.tail_block
                .compare_exchange(block, next, Ordering::Release, Ordering::Relaxed);
        if moved.is_err() {
            return false;
        }
        // I3: a claim after this one finds `next`, or a later one.
        let tail = self.tail.fetch_add(0, Ordering::AcqRel);
        // I6: what was claimed after the close never comes here, and is never received.
        let last = self.end(tail);
        // SAFETY: I4: it is not free before this is noted.
        unsafe { (*block).retire(last) };
        true
    }

    /// Takes the spare block, or makes one.
    fn make_block(&self, start: u64) -> *mut Block<T> {
        // Acquire: pairs with the Release of `keep_or_free`.
        let spare = if self.spare.load(Ordering::Relaxed).is_null() {
            ptr::null_mut()
        } else {
            self.spare.swap(ptr::null_mut(), Ordering::Acquire)
        };
        if spare.is_null() {
            return Box::into_raw(Block::new(start));
        }
        // SAFETY: I4: it was free, and was taken from where others could find it.
        let block = unsafe { &*spare };
        // SAFETY: as above.
        unsafe { block.renew(start) };
        spare
    }

    /// Keeps a block that nobody else knows of as the spare one, or frees it if there is one.
    pub(super) fn keep_or_free(&self, block: *mut Block<T>) {
        // Release: pairs with the Acquire of `make_block`.
        let kept = self.spare.compare_exchange(
            ptr::null_mut(),
            block,
            Ordering::Release,
            Ordering::Relaxed,
        );
        if kept.is_err() {
            // SAFETY: I4: nobody else knows of it, and it was made by `Box::into_raw`.
            drop(unsafe { Box::from_raw(block) });
        }
    }
}
