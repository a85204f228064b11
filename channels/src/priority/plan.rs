//! The moves of a binary heap, thought out before any is made.
//!
//! The comparisons are code of the caller, which may panic: when they are done, and not before, the entries are
//! moved, so that a panic finds the heap as it was. (Williams, "Algorithm 232: Heapsort", 1964.)

/// Where an entry goes from the position that it is put at.
pub(super) struct Plan {
    direction: Direction,
    steps: u32,
    /// For each step down, from the lowest bit on, whether it is to the second child.
    turns: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Plan {
    /// Goes up as long as it comes before the entry above, of which the position is given.
    pub(super) fn up(mut at: usize, mut comes_before: impl FnMut(usize) -> bool) -> Self {
        let mut steps = 0;
        while at > 0 && comes_before((at - 1) / 2) {
            at = (at - 1) / 2;
            steps += 1;
        }
        Self {
            direction: Direction::Up,
            steps,
            turns: 0,
        }
    }

    /// Takes the place of the entry at a position, which is taken out of the first `end + 1`: that of the
    /// last one, at `end`, which goes up or down from there.
    pub(super) fn refill(
        at: usize,
        end: usize,
        mut comes_before: impl FnMut(usize, usize) -> bool,
    ) -> Self {
        let up = Self::up(at, |above| comes_before(end, above));
        if up.steps > 0 {
            return up;
        }
        let mut down = Self {
            direction: Direction::Down,
            steps: 0,
            turns: 0,
        };
        let mut at = at;
        loop {
            let first = 2 * at + 1;
            if first >= end {
                return down;
            }
            let is_second = first + 1 < end && comes_before(first + 1, first);
            let child = first + usize::from(is_second);
            if comes_before(end, child) {
                return down;
            }
            down.turns |= u64::from(is_second) << down.steps;
            down.steps += 1;
            at = child;
        }
    }

    /// Makes the moves of the entry that is at a position by now.
    pub(super) fn carry_out(self, mut at: usize, mut swap: impl FnMut(usize, usize)) {
        for step in 0..self.steps {
            let next = if self.direction == Direction::Up {
                (at - 1) / 2
            } else {
                2 * at + 1 + usize::from(self.turns >> step & 1 == 1)
            };
            swap(at, next);
            at = next;
        }
    }
}
