//! One poll of a set of more than 64 children, once all were visited and one of them has cloned its waker.

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Poll, Waker},
};

use super::{
    raw::{Registered, Woken},
    set::{BUDGET, CHUNK, take_bit},
};

/// The poll: the bits at hand, and the chunks that were taken.
pub(super) struct Large<'a> {
    woken: &'a mut Woken,
    bits: &'a mut u64,
    chunk: &'a mut u32,
    turn: &'a mut u8,
    parent: &'a Waker,
    registered: Registered,
    /// Whether the stack was looked at, of which the parent may have been told before this poll.
    has_taken: bool,
}

impl<'a> Large<'a> {
    #[inline]
    pub(super) fn new(
        woken: &'a mut Woken,
        bits: &'a mut u64,
        chunk: &'a mut u32,
        turn: &'a mut u8,
        parent: &'a Waker,
    ) -> Self {
        // First of all: who is woken after this notifies the parent.
        let registered = woken.register(parent);
        woken.start_poll();
        Self {
            woken,
            bits,
            chunk,
            turn,
            parent,
            registered,
            has_taken: false,
        }
    }

    /// Takes what was woken since it was last done. There are no bits at hand.
    #[inline]
    fn take(&mut self) {
        self.has_taken = true;
        *self.bits = self.woken.take(self.registered);
        if *self.bits != 0 {
            *self.chunk = 0;
            self.woken.go_to(0);
        }
    }

    /// Sees to it that there are bits at hand, unless nothing was woken.
    #[inline]
    fn has_bits(&mut self) -> bool {
        loop {
            if *self.bits != 0 {
                return true;
            }
            if let Some((chunk, bits)) = self.woken.next_chunk() {
                *self.chunk = chunk as u32;
                *self.bits = bits;
            } else if self.has_taken {
                return false;
            } else {
                // What was left of an earlier poll is done.
                self.take();
            }
        }
    }

    #[inline]
    fn has_left_over(&self) -> bool {
        !self.has_taken || *self.bits != 0 || self.woken.has_rest()
    }

    /// Visits the children that were woken, as far as the budget goes. With `is_final` a break does not wake
    /// the parent for the rest.
    #[inline]
    pub(super) fn run<B>(
        &mut self,
        mut visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
        is_final: bool,
    ) -> Poll<B> {
        if *self.bits != 0 {
            self.woken.go_to(*self.chunk as usize);
        } else if !self.woken.has_rest() {
            self.take();
        }
        let mut budget = BUDGET;
        let mut poll = Poll::Pending;
        while budget > 0 && self.has_bits() {
            budget -= 1;
            let bit = take_bit(self.bits, self.turn, false);
            let child = *self.chunk as usize * CHUNK + bit;
            let flow = self
                .woken
                .lend(bit, |waker| visit(child, &mut Context::from_waker(waker)));
            if let ControlFlow::Break(result) = flow {
                poll = Poll::Ready(result);
                break;
            }
        }
        self.woken.leave();
        if (poll.is_pending() || !is_final) && self.has_left_over() {
            self.parent.wake_by_ref();
        }
        poll
    }
}

/// It is to be forgotten after `run`.
impl Drop for Large<'_> {
    /// Has the others visited after a child has panicked.
    #[cold]
    fn drop(&mut self) {
        self.woken.leave();
        if self.has_left_over() {
            // A second panic would be the end of the process.
            drop(catch_unwind(AssertUnwindSafe(|| {
                self.parent.wake_by_ref();
            })));
        }
    }
}
