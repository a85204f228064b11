use std::{
    mem,
    ptr::NonNull,
    task::{Context, Poll, Waker},
};

use super::{
    cell::Cell,
    sender::SendHalf,
    state::{
        CLOSED, COMPLETE, EMPTY, RECEIVER_GONE, RECEIVER_WAITS, SENDER_GONE, SENDER_WAITS, VALUE,
    },
};
use crate::sync::Ordering;

/// The half that receives.
///
/// The invariants are those at the head of `cell.rs`.
pub(crate) struct RecvHalf<T>(NonNull<Cell<T>>);

// SAFETY: I1 to I4 say who touches what; the value comes from the thread of the sender.
unsafe impl<T: Send> Send for RecvHalf<T> {}
// SAFETY: through a shared reference the state alone is read.
unsafe impl<T: Send> Sync for RecvHalf<T> {}

impl<T> RecvHalf<T> {
    /// Allocates a channel.
    #[inline]
    pub(crate) fn pair() -> (SendHalf<T>, Self) {
        let cell = Cell::allocate();
        (SendHalf::new(cell), Self(cell))
    }

    #[inline(always)]
    fn cell(&self) -> &Cell<T> {
        // SAFETY: I1: the last step of this half is not taken.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    fn state(&self) -> u8 {
        // Acquire: pairs with the Release of `SendHalf::complete_at_once`, `complete` and `leave`, for the
        // value and all the memory.
        self.cell().state.load(Ordering::Acquire)
    }

    /// Takes the value, or `None` if it never comes. After that it never comes.
    #[inline]
    pub(crate) fn poll(&mut self, cx: &Context<'_>) -> Poll<Option<T>> {
        match self.try_take() {
            Poll::Pending => self.register(cx),
            ready => ready,
        }
    }

    /// Takes the value and frees the memory, if the value is there and the sender is gone, as is the rule.
    #[inline(always)]
    pub(crate) fn finish(this: &mut Option<Self>) -> Option<T> {
        let half = this.as_ref()?;
        if half.state() & !RECEIVER_WAITS != COMPLETE | VALUE | SENDER_GONE {
            return None;
        }
        // SAFETY: I2: it is there, and complete.
        let value = unsafe { half.cell().value.take() };
        let cell = half.0;
        mem::forget(this.take());
        // SAFETY: I1: the sender has taken its last step, and this is the last one of this half.
        unsafe { Cell::free(cell) };
        Some(value)
    }

    /// As `poll`, without leaving a waker.
    #[inline]
    pub(crate) fn try_take(&mut self) -> Poll<Option<T>> {
        let state = self.state();
        if state & (COMPLETE | CLOSED) == 0 {
            return Poll::Pending;
        }
        Poll::Ready(self.take(state))
    }

    /// Takes the value, if `state` says that it is there.
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "one at a time, as the invariants ask for"
    )]
    #[inline(always)]
    fn take(&mut self, state: u8) -> Option<T> {
        if state & VALUE == 0 {
            return None;
        }
        let cell = self.cell();
        // SAFETY: I2: it is there, and complete.
        let value = unsafe { cell.value.take() };
        if state & SENDER_GONE != 0 {
            // Nobody else has the memory.
            cell.state.store(state & !VALUE, Ordering::Relaxed);
        } else {
            // Relaxed: only this half looks for the value.
            cell.state.fetch_and(!VALUE, Ordering::Relaxed);
        }
        Some(value)
    }

    /// Leaves a waker.
    fn register(&mut self, cx: &Context<'_>) -> Poll<Option<T>> {
        let cell = self.cell();
        // Relaxed: the bit is set by this half, and where the rest matters it is read again.
        let waits = cell.state.load(Ordering::Relaxed) & RECEIVER_WAITS != 0;
        // SAFETY: I3: it is in place, and only read.
        if waits && unsafe { cell.receiver.with(|waker| waker.will_wake(cx.waker())) } {
            return Poll::Pending;
        }
        let new = cx.waker().clone();
        let mut old = None;
        if waits {
            // Acquire: as in `state`.
            let before = cell.state.fetch_and(!RECEIVER_WAITS, Ordering::Acquire);
            if before & COMPLETE != 0 {
                return Poll::Ready(self.take(before & !RECEIVER_WAITS));
            }
            // SAFETY: I3: it was in place, and not complete.
            old = Some(unsafe { cell.receiver.take() });
        }
        // SAFETY: I3: the bit is not set.
        unsafe { cell.receiver.put(new) };
        // Release: pairs with the Acquire of `SendHalf::complete`, for the waker. Acquire: as in `state`.
        // Added, as the bit is not set, since an exchange that gives back what was there takes a loop.
        let before = cell.state.fetch_add(RECEIVER_WAITS, Ordering::AcqRel);
        if before & COMPLETE == 0 {
            return Poll::Pending;
        }
        // SAFETY: I3: it was complete before, so that the sender does not take it.
        let new = unsafe { cell.receiver.take() };
        let value = self.take(before | RECEIVER_WAITS);
        drop((new, old));
        Poll::Ready(value)
    }

    /// Returns whether a value is there.
    pub(crate) fn has_value(&self) -> bool {
        self.state() & VALUE != 0
    }

    /// Tells the sender that no value is wanted, unless there is one already.
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "one at a time, as the invariants ask for"
    )]
    pub(crate) fn close(&mut self) {
        let (_, waker) = self.mark_closed();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Returns the state before, and the waker of the sender.
    fn mark_closed(&self) -> (u8, Option<Waker>) {
        let cell = self.cell();
        // Release: pairs with the Acquire of `SendHalf::is_closed`. Acquire: pairs with the Release of
        // `SendHalf::poll_closed`, for the waker, and as in `state`.
        let before = cell.state.fetch_or(CLOSED, Ordering::AcqRel);
        let waits = before & (CLOSED | COMPLETE | SENDER_WAITS) == SENDER_WAITS;
        // SAFETY: I4: it was in place when this was closed.
        (before, waits.then(|| unsafe { cell.sender.take() }))
    }

    /// Moves out what this half has to drop, given the state after it was closed, or after the sender's last
    /// step.
    #[inline(always)]
    fn remains(&mut self, state: u8) -> (Option<T>, Option<Waker>) {
        let own = state & (COMPLETE | RECEIVER_WAITS) == RECEIVER_WAITS;
        // SAFETY: I3: it is in place, and closed: it gets complete no more.
        let waker = own.then(|| unsafe { self.cell().receiver.take() });
        (self.take(state), waker)
    }

    /// Starts another round if the sender of the last one is gone. What that one left is dropped.
    #[inline]
    pub(crate) fn restart(&mut self) -> Option<SendHalf<T>> {
        let state = self.state();
        if state & SENDER_GONE == 0 {
            return None;
        }
        let remains = self.remains(state);
        // Relaxed: nobody else has the memory; who sends the other half away makes this visible with it.
        self.cell().state.store(EMPTY, Ordering::Relaxed);
        let sender = SendHalf::new(self.0);
        drop(remains);
        Some(sender)
    }

    /// Drops what the last round left, if its sender is gone; returns whether it is.
    pub(crate) fn clear(&mut self) -> bool {
        let state = self.state();
        let is_over = state & SENDER_GONE != 0;
        if is_over {
            let remains = self.remains(state);
            self.cell()
                .state
                .store(COMPLETE | SENDER_GONE, Ordering::Relaxed);
            drop(remains);
        }
        is_over
    }
}

impl<T> Drop for RecvHalf<T> {
    #[inline]
    fn drop(&mut self) {
        let state = self.state();
        if state & SENDER_GONE == 0 {
            return self.leave();
        }
        let remains = self.remains(state);
        // SAFETY: I1: the sender has taken its last step, and this is the last one of this half.
        unsafe { Cell::free(self.0) };
        drop(remains);
    }
}

impl<T> RecvHalf<T> {
    /// Closes, and takes the last step, while the sender is there.
    #[cold]
    fn leave(&mut self) {
        let (before, waker) = self.mark_closed();
        let remains = self.remains(before);
        // Release: pairs with the Acquire of `SendHalf::leave`, which frees the memory. Acquire: as in `state`,
        // for all the memory, which is freed here.
        let before = self.cell().state.fetch_or(RECEIVER_GONE, Ordering::AcqRel);
        if before & SENDER_GONE != 0 {
            // SAFETY: I1: both have taken their last steps.
            unsafe { Cell::free(self.0) };
        }
        drop(remains);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
