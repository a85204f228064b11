//! One poll of a set.

use std::{
    mem,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Waker},
};

use super::{
    WakeSet,
    raw::{FirstPass, Registered},
    set::{BUDGET, take_bit},
};

/// The poll: what it may still do, and what it owes the parent.
pub(super) struct Turn<'a> {
    set: &'a mut WakeSet,
    parent: &'a Waker,
    first: FirstPass<'a>,
    registered: Registered,
    budget: u32,
    /// The children of a small set that woke themselves, for the next poll.
    again: u64,
    /// Whether the parent must be woken for something that is not to be seen in the set.
    owes: bool,
    /// Whether the stack was looked at, of which the parent may have been told before this poll.
    has_taken: bool,
}

impl<'a> Turn<'a> {
    #[inline]
    pub(super) fn new(set: &'a mut WakeSet, parent: &'a Waker) -> Self {
        let registered = match &mut set.woken {
            // First of all: who is woken after this notifies the parent.
            Some(woken) => {
                let registered = woken.register(parent);
                woken.start_poll();
                registered
            }
            None => Registered::Changed,
        };
        let first = FirstPass::new(parent, set.len as usize);
        Self {
            set,
            parent,
            first,
            budget: BUDGET,
            again: 0,
            registered,
            owes: false,
            has_taken: false,
        }
    }

    /// Visits the children that were woken, and those that were never visited, as far as the budget goes.
    #[inline]
    pub(super) fn run<B>(
        &mut self,
        mut visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        if !self.set.is_small() {
            return self.run_large(visit);
        }
        // All there is to visit is one word, of fewer children than the budget has.
        self.take();
        let is_biased = self.set.is_biased();
        // Kept in registers: a load would wait for the store before it.
        let (mut bits, mut turn) = (self.set.bits, self.set.turn);
        while bits != 0 {
            let child = take_bit(&mut bits, &mut turn, is_biased);
            (self.set.bits, self.set.turn) = (bits, turn);
            self.visit(child, &mut visit)?;
        }
        ControlFlow::Continue(())
    }

    #[inline]
    fn run_large<B>(
        &mut self,
        mut visit: impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        if self.set.is_biased() {
            self.take_sorted();
        } else if !self.set.has_woken() {
            self.take();
        }
        while !self.set.is_biased() && self.budget > 0 {
            // Those that were never visited come before those that may be woken again and again.
            let Some(child) = self.set.next_new() else {
                break;
            };
            self.budget -= 1;
            self.visit(child, &mut visit)?;
        }
        while self.budget > 0 {
            let Some(child) = self.next() else {
                break;
            };
            self.budget -= 1;
            self.visit(child, &mut visit)?;
        }
        ControlFlow::Continue(())
    }

    /// Finds the next child to visit.
    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.set.is_biased() {
            // Those that were never visited have higher numbers than those that were.
            return self.set.next_woken().or_else(|| self.set.next_new());
        }
        let child = self.set.next_woken();
        if child.is_none() && !self.has_taken {
            // What was left of an earlier poll is done.
            self.take();
            return self.set.next_woken();
        }
        child
    }

    /// Ends the poll. With `is_final` the parent is not woken for what is left.
    #[inline]
    pub(super) fn end(self, is_final: bool) {
        self.set.bits |= self.again;
        if let Some(woken) = &self.set.woken {
            woken.leave();
        }
        if !is_final {
            self.finish();
        }
        // Each visit has taken the block out of `first`, so there is nothing to drop.
        mem::forget(self);
    }

    /// Wakes the parent if there is more to do, which nobody else would tell it.
    #[inline]
    fn finish(&self) {
        if self.owes || !self.has_taken || self.set.has_left_over() {
            self.parent.wake_by_ref();
        }
    }

    #[inline]
    fn take(&mut self) {
        self.has_taken = true;
        if let Some(woken) = &mut self.set.woken {
            let bits = woken.take(self.registered);
            self.set.put(bits);
        }
    }

    fn take_sorted(&mut self) {
        self.has_taken = true;
        self.set.put_back();
        if let Some(woken) = &mut self.set.woken {
            let bits = woken.take_sorted(self.registered);
            self.set.put(bits);
        }
    }

    #[inline(always)]
    fn visit<B>(
        &mut self,
        child: usize,
        visit: &mut impl FnMut(usize, &mut Context<'_>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let woken = self.set.woken.as_ref();
        let had_block = woken.is_some();
        let (flow, was_woken) = self.first.lend(woken, child, |waker| {
            visit(child, &mut Context::from_waker(waker))
        });
        if had_block {
            return flow;
        }
        if let Some(woken) = self.first.take() {
            self.set.woken = Some(woken);
        }
        if was_woken {
            self.owes = true;
            if self.set.is_small() {
                self.again |= 1 << child;
            } else {
                self.set.mark(child);
            }
        }
        flow
    }
}

impl Drop for Turn<'_> {
    /// Keeps what a panic in a child would lose: the block that its siblings' wakers point to, and the
    /// wake-ups of those that were not visited.
    #[cold]
    fn drop(&mut self) {
        self.set.bits |= self.again;
        if self.set.woken.is_none() {
            self.set.woken = self.first.take();
        }
        if let Some(woken) = &self.set.woken {
            woken.leave();
        }
        // A second panic would be the end of the process.
        drop(catch_unwind(AssertUnwindSafe(|| self.finish())));
    }
}
