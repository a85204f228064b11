//! What every combinator of futures keeps besides its children.

use std::{cell::Cell, fmt, mem};

use crate::wake_set::WakeSet;

/// The set, and how many children are not done.
pub(super) struct State {
    set: WakeSet,
    left: usize,
    is_finished: bool,
}

impl State {
    #[inline]
    pub(super) fn new(children: usize) -> Self {
        Self {
            set: WakeSet::new(children),
            left: children,
            is_finished: false,
        }
    }

    /// Has the first pass start with another child each time, so that none is preferred by a loop.
    #[inline]
    pub(super) fn rotated(children: usize) -> Self {
        let set = WakeSet::new(children).starting_at(next_turn());
        Self {
            set,
            left: children,
            is_finished: false,
        }
    }

    /// Replaces the set by what `change` makes of it.
    pub(super) fn change(&mut self, change: impl FnOnce(WakeSet) -> WakeSet) {
        let set = mem::replace(&mut self.set, WakeSet::new(0));
        self.set = change(set);
    }

    pub(super) fn set_left(&mut self, left: usize) {
        self.left = left;
    }

    /// Returns what a poll works with.
    ///
    /// # Panics
    ///
    /// If the future is finished.
    #[inline]
    pub(super) fn start(&mut self, name: &str) -> (&mut WakeSet, &mut usize) {
        assert!(!self.is_finished, "`{name}` polled after completion");
        (&mut self.set, &mut self.left)
    }

    /// Notes that the future is finished, and lets go of the block and the parent's waker.
    #[inline]
    pub(super) fn finish(&mut self) {
        self.is_finished = true;
        self.set.end();
    }

    #[inline]
    pub(super) fn is_finished(&self) -> bool {
        self.is_finished
    }

    pub(super) fn fmt(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("left", &self.left)
            .field("is_finished", &self.is_finished)
            .finish_non_exhaustive()
    }
}

/// Returns another number each time: a Weyl sequence, multiplied so that no stride through it is regular.
#[inline]
fn next_turn() -> usize {
    thread_local! {
        static TURN: Cell<u64> = const { Cell::new(0) };
    }
    let turn = TURN.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
    TURN.set(turn);
    let mixed = (turn ^ (turn >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed >> 40) as usize
}
