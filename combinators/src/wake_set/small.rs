//! One poll of a set of at most 64 children, once one of them has cloned its waker.

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Poll, Waker},
};

use super::{
    raw::{Only, Woken},
    set::take_bit,
};

/// The poll: one word has all there is to visit.
pub(super) struct Small<'a> {
    bits: &'a mut u64,
    turn: &'a mut u8,
    chunk: Only<'a>,
    parent: &'a Waker,
}

impl<'a> Small<'a> {
    #[inline]
    pub(super) fn new(
        woken: &'a mut Woken,
        bits: &'a mut u64,
        turn: &'a mut u8,
        parent: &'a Waker,
    ) -> Self {
        // First of all: who is woken after this notifies the parent.
        let registered = woken.register(parent);
        let (more, chunk) = woken.start_poll_only(registered);
        *bits |= more;
        Self {
            bits,
            turn,
            chunk,
            parent,
        }
    }

    /// Visits the children that were woken. With `is_final` a break does not wake the parent for the rest.
    #[inline]
    pub(super) fn run<B>(
        &mut self,
        is_biased: bool,
        mut visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
        is_final: bool,
    ) -> Poll<B> {
        let mut poll = Poll::Pending;
        // Kept in registers: a load would wait for the store before it.
        let (mut bits, mut turn) = (*self.bits, *self.turn);
        while bits != 0 {
            let child = take_bit(&mut bits, &mut turn, is_biased);
            (*self.bits, *self.turn) = (bits, turn);
            let flow = self
                .chunk
                .lend(child, |waker| visit(child, &mut Context::from_waker(waker)));
            if let ControlFlow::Break(result) = flow {
                poll = Poll::Ready(result);
                break;
            }
        }
        self.chunk.leave();
        if !is_final && bits != 0 {
            self.parent.wake_by_ref();
        }
        poll
    }
}

/// It is to be forgotten after `run`.
impl Drop for Small<'_> {
    /// Has the others visited after a child has panicked.
    #[cold]
    fn drop(&mut self) {
        self.chunk.leave();
        if *self.bits != 0 {
            // A second panic would be the end of the process.
            drop(catch_unwind(AssertUnwindSafe(|| {
                self.parent.wake_by_ref();
            })));
        }
    }
}
