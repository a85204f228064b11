//! The messages in a heap.

use super::{plan::Plan, ranked::Ranked};

/// With room for more messages than this, the memory is given back when there is none.
const KEPT: usize = 256;

/// The messages that are there, the next one at the front.
pub(super) struct Heap<P, T> {
    entries: Vec<Ranked<P, T>>,
    next: u64,
}

impl<P, T> Heap<P, T> {
    pub(super) fn new() -> Self {
        Self {
            entries: Vec::new(),
            next: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Takes any message, without a comparison.
    pub(super) fn pop_any(&mut self) -> Option<(P, T)> {
        self.entries.pop().map(|entry| entry.message)
    }
}

impl<P: Ord, T> Heap<P, T> {
    /// Takes a message in. If a comparison panics, it stays where it is.
    pub(super) fn push(&mut self, message: &mut Option<(P, T)>) {
        let Some(new) = message.take() else {
            return;
        };
        let entry = Ranked {
            message: new,
            number: self.next,
        };
        // The entry lies in the caller's place while its comparisons run, and is dropped there if one panics.
        let mut held = Held {
            home: message,
            entry: Some(entry),
        };
        let at = self.entries.len();
        let plan = Plan::up(at, |above| held.comes_before(&self.entries[above]));
        self.next += 1;
        self.entries.extend(held.entry.take());
        plan.carry_out(at, |a, b| self.entries.swap(a, b));
    }

    /// Takes the next message out. If a comparison panics, it stays.
    pub(super) fn pop(&mut self) -> Option<(P, T)> {
        let end = self.entries.len().checked_sub(1)?;
        let plan = Plan::refill(0, end, |a, b| {
            self.entries[a].comes_before(&self.entries[b])
        });
        let entry = self.entries.swap_remove(0);
        plan.carry_out(0, |a, b| self.entries.swap(a, b));
        if self.entries.is_empty() && self.entries.capacity() > KEPT {
            self.entries = Vec::new();
        }
        Some(entry.message)
    }
}

/// An entry that goes home if it is not taken.
struct Held<'a, P, T> {
    home: &'a mut Option<(P, T)>,
    entry: Option<Ranked<P, T>>,
}

impl<P: Ord, T> Held<'_, P, T> {
    fn comes_before(&self, other: &Ranked<P, T>) -> bool {
        self.entry
            .as_ref()
            .is_some_and(|entry| entry.comes_before(other))
    }
}

impl<P, T> Drop for Held<'_, P, T> {
    fn drop(&mut self) {
        if let Some(entry) = self.entry.take() {
            *self.home = Some(entry.message);
        }
    }
}
