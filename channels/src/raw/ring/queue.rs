//! The ring itself.

use std::marker::PhantomData;

use super::{
    slot::Slot,
    wait::SendEntry,
    word::{MAX_CAPACITY, POSITION, distance, free, position, reserved, used},
};
use crate::{
    raw::{flags::CLOSED, padded::Padded, parked::Parked, side::Side, wait_queue::WaitQueue},
    receivers::Receivers,
    sync::{AtomicU64, Ordering},
    until_closed::UntilClosed,
};

/// A bounded queue.
pub(crate) struct Ring<T, R: Side> {
    pub(super) tail: Padded<AtomicU64>,
    pub(super) head: Padded<AtomicU64>,
    pub(super) slots: Box<[Slot<T>]>,
    pub(super) capacity: u64,
    /// Where a single receiver leaves its waker (P1).
    pub(super) parked: Parked,
    pub(super) senders: WaitQueue<(), SendEntry, 2>,
    pub(crate) receivers: Receivers,
    pub(crate) until_closed: UntilClosed,
    pub(super) _side: PhantomData<R>,
}

// SAFETY: I1, I6, I8: a value goes from the one who claimed its position to the one who received it; the
// waker in `parked` goes from thread to thread with the flag (P1).
unsafe impl<T: Send, R: Side> Send for Ring<T, R> {}
// SAFETY: as above: no two threads ever share a value.
unsafe impl<T: Send, R: Side> Sync for Ring<T, R> {}

impl<T, R: Side> Ring<T, R> {
    /// Makes an empty ring.
    ///
    /// # Panics
    ///
    /// If the capacity is 0 or larger than `MAX_CAPACITY`.
    pub(super) fn new(capacity: usize) -> Self {
        assert!(
            capacity > 0,
            "a bounded channel has a capacity of at least 1"
        );
        assert!(
            capacity <= MAX_CAPACITY,
            "a bounded channel has a capacity of at most {MAX_CAPACITY}"
        );
        // With a single slot, full for one position would be free for the next.
        let len = capacity.next_power_of_two().max(2) as u64;
        Self {
            tail: Padded(AtomicU64::new(0)),
            head: Padded(AtomicU64::new(0)),
            slots: (0..len).map(|position| Slot::new(free(position))).collect(),
            capacity: capacity as u64,
            parked: Parked::new(),
            senders: WaitQueue::new(()),
            receivers: Receivers::new(),
            until_closed: UntilClosed::new(),
            _side: PhantomData,
        }
    }

    /// Returns the slot of a position.
    #[inline(always)]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "there are at most 2^22 slots"
    )]
    pub(super) fn slot(&self, position: u64) -> &Slot<T> {
        let mask = self.slots.len() - 1;
        // The mask keeps it in the bounds.
        &self.slots[position as usize & mask]
    }

    /// Returns how many messages are in the queue, those that are being written included.
    pub(crate) fn len(&self) -> usize {
        self.snapshot(distance)
    }

    /// Returns how much of the capacity is free for whoever comes.
    pub(crate) fn free(&self) -> usize {
        #[expect(clippy::cast_possible_truncation, reason = "it is at most 2^22")]
        let capacity = self.capacity as usize;
        capacity - self.snapshot(used).min(capacity)
    }

    /// The capacity that was asked for.
    #[expect(clippy::cast_possible_truncation, reason = "it is at most 2^22")]
    pub(crate) fn capacity(&self) -> usize {
        self.capacity as usize
    }

    /// Measures something of the two words at one time.
    #[expect(clippy::cast_possible_truncation, reason = "it is at most 2^23")]
    fn snapshot(&self, measure: impl Fn(u64, u64) -> u64) -> usize {
        // Acquire, here and below: a head from before what this tail followed is not seen after it.
        let mut tail = self.tail.load(Ordering::Acquire);
        loop {
            // Acquire: a tail that is from before this head is not seen again.
            let head = self.head.load(Ordering::Acquire);
            let again = self.tail.load(Ordering::Acquire);
            if tail == again && distance(tail, head) <= self.capacity {
                return measure(tail, head) as usize;
            }
            tail = again;
        }
    }

    /// Returns whether no more may be sent, but by who has a reservation.
    #[inline]
    pub(crate) fn is_closed(&self) -> bool {
        self.tail.load(Ordering::Acquire) & CLOSED != 0
    }

    /// Returns whether nothing is in the queue and nothing can come any more.
    pub(crate) fn is_ended(&self) -> bool {
        // Relaxed: the position of a tail that is closed and has no reservation is the last one, so a head that has
        // come to it is the last one too; an older one only says that there is more.
        let head = self.head.load(Ordering::Relaxed);
        // Acquire: pairs with the Release of who closes; what was done before the end is seen.
        Self::is_end(self.tail.load(Ordering::Acquire), position(head))
    }

    /// The same, of the two words.
    #[inline(always)]
    pub(super) fn is_end(tail: u64, position_of_head: u64) -> bool {
        tail & CLOSED != 0 && reserved(tail) == 0 && position(tail) == position_of_head
    }
}

impl<T, R: Side> Drop for Ring<T, R> {
    fn drop(&mut self) {
        Remains(self).drop_messages();
    }
}

/// The messages of a ring when nobody else is left.
struct Remains<'a, T, R: Side>(&'a mut Ring<T, R>);

impl<T, R: Side> Remains<'_, T, R> {
    /// Drops them. If one panics, dropping this goes on with the others.
    fn drop_messages(&mut self) {
        loop {
            let head = self.0.head.load(Ordering::Relaxed);
            let next = position(head);
            if next == position(self.0.tail.load(Ordering::Relaxed)) {
                return;
            }
            self.0
                .head
                .store(head.wrapping_add(POSITION), Ordering::Relaxed);
            // SAFETY: I1, I6: nobody else is left, and what lies between the two words was published.
            drop(unsafe { self.0.slot(next).read() });
        }
    }
}

impl<T, R: Side> Drop for Remains<'_, T, R> {
    fn drop(&mut self) {
        self.drop_messages();
    }
}
