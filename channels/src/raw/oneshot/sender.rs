use std::{
    mem::ManuallyDrop,
    ptr::NonNull,
    task::{Context, Poll, Waker},
};

use super::{
    cell::Cell,
    state::{
        CLOSED, COMPLETE, EMPTY, RECEIVER_GONE, RECEIVER_WAITS, SENDER_GONE, SENDER_WAITS, VALUE,
    },
};
use crate::sync::Ordering;

/// The half that sends.
///
/// The invariants are those at the head of `cell.rs`.
pub(crate) struct SendHalf<T>(NonNull<Cell<T>>);

// SAFETY: I1 to I4 say who touches what; a value goes to the thread of the receiver.
unsafe impl<T: Send> Send for SendHalf<T> {}
// SAFETY: through a shared reference the state alone is read.
unsafe impl<T: Send> Sync for SendHalf<T> {}

impl<T> SendHalf<T> {
    /// Takes over the sender's part of the memory: there is no other such half.
    pub(super) const fn new(cell: NonNull<Cell<T>>) -> Self {
        Self(cell)
    }

    #[inline(always)]
    fn cell(&self) -> &Cell<T> {
        // SAFETY: I1: the last step of this half is not taken.
        unsafe { self.0.as_ref() }
    }

    /// Sends, or gives the value back if the receiver wants none.
    #[inline]
    pub(crate) fn send(self, value: T) -> Result<(), T> {
        let this = ManuallyDrop::new(self);
        let cell = this.cell();
        // SAFETY: I2: it is not complete.
        unsafe { cell.value.put(value) };
        if this.complete_at_once(COMPLETE | VALUE | SENDER_GONE) || this.complete(COMPLETE | VALUE)
        {
            return Ok(());
        }
        // SAFETY: I2: it was closed, and never gets complete: the value is here, and the sender's.
        let value = unsafe { cell.value.take() };
        this.leave();
        Err(value)
    }

    /// Takes the last step if nobody waits and nothing has happened.
    #[inline(always)]
    fn complete_at_once(&self, state: u8) -> bool {
        let cell = self.cell();
        // Relaxed: a look saves an exchange that would fail.
        cell.state.load(Ordering::Relaxed) == EMPTY
            // Release: pairs with the Acquire loads of the receiver, which takes the value and frees the memory.
            && cell
                .state
                .compare_exchange(EMPTY, state, Ordering::Release, Ordering::Relaxed)
                .is_ok()
    }

    /// Completes, wakes the receiver, and takes the last step. If it is closed it does nothing of that, but
    /// return false.
    #[cold]
    fn complete(&self, bits: u8) -> bool {
        let cell = self.cell();
        let _own = self.take_back();
        let mut state = cell.state.load(Ordering::Relaxed);
        loop {
            if state & CLOSED != 0 {
                return false;
            }
            let waits = state & RECEIVER_WAITS != 0;
            let last = if waits { 0 } else { SENDER_GONE };
            // Release: pairs with the Acquire loads of the receiver. Acquire: pairs with the Release of
            // `RecvHalf::register`, for its waker.
            match cell.state.compare_exchange(
                state,
                state | bits | last,
                Ordering::AcqRel,
                Ordering::Relaxed,
            ) {
                Ok(_) if !waits => return true,
                Ok(_) => break,
                Err(now) => state = now,
            }
        }
        // SAFETY: I3: it was in place when this became complete.
        let waker = unsafe { cell.receiver.take() };
        self.leave();
        waker.wake();
        true
    }

    /// Takes the own waker away, if it is still there.
    fn take_back(&self) -> Option<Waker> {
        let cell = self.cell();
        if cell.state.load(Ordering::Relaxed) & SENDER_WAITS == 0 {
            return None;
        }
        // Acquire: as in `is_closed`. What was written to the place was written by this half.
        let before = cell.state.fetch_and(!SENDER_WAITS, Ordering::Acquire);
        // SAFETY: I4: it was in place, and not closed.
        (before & CLOSED == 0).then(|| unsafe { cell.sender.take() })
    }

    /// Takes the last step.
    fn leave(&self) {
        // Release: pairs with the Acquire loads of the receiver, which frees the memory. Acquire: pairs with
        // the Release of its last step, after which it is freed here.
        // Added, as the bit is not set, since an exchange that gives back what was there takes a loop.
        let before = self.cell().state.fetch_add(SENDER_GONE, Ordering::AcqRel);
        if before & RECEIVER_GONE != 0 {
            // SAFETY: I1: both have taken their last steps.
            unsafe { Cell::free(self.0) };
        }
    }

    /// Returns whether the receiver wants no value.
    pub(crate) fn is_closed(&self) -> bool {
        // Acquire: pairs with the Release of `RecvHalf::close`.
        self.cell().state.load(Ordering::Acquire) & CLOSED != 0
    }

    /// Waits until the receiver wants no value.
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "one at a time, as the invariants ask for"
    )]
    pub(crate) fn poll_closed(&mut self, cx: &Context<'_>) -> Poll<()> {
        let cell = self.cell();
        // Acquire: as in `is_closed`.
        let state = cell.state.load(Ordering::Acquire);
        if state & CLOSED != 0 {
            return Poll::Ready(());
        }
        let waits = state & SENDER_WAITS != 0;
        // SAFETY: I4: it is in place, and only read.
        if waits && unsafe { cell.sender.with(|waker| waker.will_wake(cx.waker())) } {
            return Poll::Pending;
        }
        let new = cx.waker().clone();
        let old = self.take_back();
        if waits && old.is_none() {
            // It was closed, and the receiver has the waker.
            return Poll::Ready(());
        }
        // SAFETY: I4: the bit is not set.
        unsafe { cell.sender.put(new) };
        // Release: pairs with the Acquire of `RecvHalf::close`, for the waker. Acquire: as in `is_closed`.
        let before = cell.state.fetch_or(SENDER_WAITS, Ordering::AcqRel);
        if before & CLOSED == 0 {
            return Poll::Pending;
        }
        // SAFETY: I4: it was closed before, so that the receiver does not take it.
        drop(unsafe { cell.sender.take() });
        Poll::Ready(())
    }
}

impl<T> Drop for SendHalf<T> {
    #[inline]
    fn drop(&mut self) {
        if !self.complete_at_once(COMPLETE | SENDER_GONE) && !self.complete(COMPLETE) {
            self.leave();
        }
    }
}
