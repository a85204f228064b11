//! The queue itself.

use std::{marker::PhantomData, ptr};

use super::{block::Block, cursor::Cursor, remains::Remains};
use crate::{
    batches::wake_in_batches,
    raw::{
        flags::{CLOSED, RECEIVER_WAITS},
        lock::Lock,
        padded::Padded,
        parked::Parked,
        pause::Pause,
        side::{One, Side},
    },
    receivers::Receivers,
    sync::{AtomicPtr, AtomicU64, Ordering, UnsafeCell},
    until_closed::UntilClosed,
};

/// One position in the tail word, above the flags.
pub(super) const POSITION: u64 = 1 << POSITION_SHIFT;
const POSITION_SHIFT: u32 = 2;

/// What `cut` is before the close.
const NONE: u64 = u64::MAX;

/// Returns the position in a tail word.
#[inline(always)]
pub(super) fn position(tail: u64) -> u64 {
    tail >> POSITION_SHIFT
}

/// An unbounded queue.
pub(crate) struct List<T, R: Side> {
    pub(super) tail: Padded<AtomicU64>,
    /// Where senders look for the block of their position; null before the first send.
    pub(super) tail_block: AtomicPtr<Block<T>>,
    /// The first block of all, for the receiver to start with.
    pub(super) first_block: AtomicPtr<Block<T>>,
    /// A block that was received, for the next that is needed.
    pub(super) spare: AtomicPtr<Block<T>>,
    /// The end of what is delivered (I6).
    cut: AtomicU64,
    /// How much was received, for `len`.
    pub(super) received: Padded<AtomicU64>,
    pub(super) parked: Parked,
    pub(crate) receivers: Receivers,
    pub(crate) until_closed: UntilClosed,
    /// The turn of one of many receivers.
    pub(super) turn: Lock,
    /// The cursor of those, or of one that is gone.
    pub(super) kept: UnsafeCell<Option<Cursor<T>>>,
    _side: PhantomData<(T, R)>,
}

// SAFETY: I1, I5: a value goes from the one who claimed its position to the one who received it; the waker in
// `parked` goes from thread to thread with the flag (P1).
unsafe impl<T: Send, R: Side> Send for List<T, R> {}
// SAFETY: as above: no two threads ever share a value.
unsafe impl<T: Send, R: Side> Sync for List<T, R> {}

impl<T, R: Side> List<T, R> {
    /// Makes an empty queue, which has no block yet, and the right to receive from it.
    pub(crate) fn with_cursor() -> (Self, Cursor<T>) {
        let list = Self {
            tail: Padded(AtomicU64::new(0)),
            tail_block: AtomicPtr::new(ptr::null_mut()),
            first_block: AtomicPtr::new(ptr::null_mut()),
            spare: AtomicPtr::new(ptr::null_mut()),
            cut: AtomicU64::new(NONE),
            received: Padded(AtomicU64::new(0)),
            parked: Parked::new(),
            receivers: Receivers::new(),
            until_closed: UntilClosed::new(),
            turn: Lock::new(),
            kept: UnsafeCell::new(None),
            _side: PhantomData,
        };
        (list, Cursor::new())
    }

    /// Returns how many messages are in the queue, those that are being written included.
    pub(crate) fn len(&self) -> usize {
        // It is loaded first, and Acquire, so that it is not past the end.
        let mut received = self.received.load(Ordering::Acquire);
        loop {
            // Acquire: what was received before the last of these was sent is seen below.
            let tail = self.tail.load(Ordering::Acquire);
            let again = self.received.load(Ordering::Acquire);
            if again == received {
                return usize::try_from(self.end(tail) - received).unwrap_or(usize::MAX);
            }
            received = again;
        }
    }

    /// Returns the position after the last message that is delivered, as far as a tail tells.
    #[inline]
    pub(super) fn end(&self, tail: u64) -> u64 {
        if tail & CLOSED == 0 {
            position(tail)
        } else {
            self.cut()
        }
    }

    /// Returns the cut, which is written right after the close.
    fn cut(&self) -> u64 {
        let mut pause = Pause::new();
        loop {
            // Relaxed: it is a number and nothing else.
            let cut = self.cut.load(Ordering::Relaxed);
            if cut != NONE {
                return cut;
            }
            pause.wait();
        }
    }

    /// Returns whether no more is accepted.
    #[inline]
    pub(crate) fn is_closed(&self) -> bool {
        self.tail.load(Ordering::Acquire) & CLOSED != 0
    }

    /// Accepts no more. Claims before this are delivered, later ones get their message back. Returns whether
    /// this call closed it.
    pub(super) fn set_closed(&self) -> bool {
        // Release: who finds the end sees what the closer did. Acquire: and the senders before it.
        let old = self.tail.fetch_or(CLOSED, Ordering::AcqRel);
        if old & CLOSED != 0 {
            return false;
        }
        self.cut.store(position(old), Ordering::Relaxed);
        true
    }

    /// Accepts no more, because the receiver says so.
    pub(crate) fn close(&self) {
        if self.set_closed() {
            wake_in_batches(|wakers| self.until_closed.fill(wakers));
        }
    }
}

impl<T> List<T, One> {
    /// Accepts no more, because every sender is gone, and tells the receiver.
    pub(crate) fn close_as_sender(&self) {
        self.set_closed();
        self.wake_for_end();
    }

    /// Wakes whoever waits for a message, since none will come.
    fn wake_for_end(&self) {
        // Relaxed: the close before this acquired what `park` released, and nobody parks after it.
        let old = self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
        if old & RECEIVER_WAITS != 0 {
            // SAFETY: P1: this call cleared the flag, and the queue is at its end.
            let waker = unsafe { self.parked.take() };
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }
}

impl<T, R: Side> Drop for List<T, R> {
    fn drop(&mut self) {
        let kept = self.kept.with_mut(|kept| {
            // SAFETY: I8: nobody else is left.
            unsafe { &mut *kept }.take()
        });
        if let Some(cursor) = kept {
            Remains::new(self, cursor).drop_messages();
        }
    }
}
