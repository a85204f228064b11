//! Replies that wait until the append-only file has what they acknowledge.

use std::collections::VecDeque;

/// Which part of the replies waits, and for what.
///
/// A reply that acknowledges a change waits until the file has the change. Those behind it wait with it,
/// since replies come in the order of the requests; those before it do not.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Where in the output something begins that waits, and for which position of the journal; both
    /// rise.
    marks: VecDeque<(usize, u64)>,
    /// How far the file has come, as far as is known.
    kept: u64,
}

impl Held {
    /// Holds back what begins at `start`, and all behind it, until the file has come to a position.
    pub(super) fn hold(&mut self, start: usize, position: u64) {
        if position > self.kept {
            self.marks.push_back((start, position));
        }
    }

    /// Lets go what a position is enough for.
    pub(super) fn release(&mut self, position: u64) {
        self.kept = position;
        while self.marks.front().is_some_and(|mark| mark.1 <= position) {
            self.marks.pop_front();
        }
    }

    /// Lets nothing wait any more, and returns where what waited begins.
    pub(super) fn give_up(&mut self) -> Option<usize> {
        let (start, _) = self.marks.front().copied()?;
        self.marks.clear();
        Some(start)
    }

    /// Returns how far the last that waits is ahead of the file, in bytes of the file.
    pub(super) fn lead(&self) -> u64 {
        let last = self.marks.back();
        last.map_or(0, |mark| mark.1.saturating_sub(self.kept))
    }

    /// Returns where in the output what waits begins.
    pub(super) fn start(&self) -> Option<usize> {
        self.marks.front().map(|mark| mark.0)
    }

    /// Returns which position is waited for first.
    pub(super) fn awaited(&self) -> Option<u64> {
        self.marks.front().map(|mark| mark.1)
    }

    /// Takes note that so many bytes in front of the output are gone.
    pub(super) fn shift(&mut self, gone: usize) {
        self.marks.iter_mut().for_each(|mark| mark.0 -= gone);
    }
}

#[cfg(test)]
mod tests {
    use super::Held;

    #[test]
    fn what_is_kept_is_let_go_in_order() {
        let mut held = Held::default();
        assert_eq!((held.start(), held.awaited()), (None, None));
        held.hold(10, 100);
        held.hold(20, 200);
        held.release(99);
        assert_eq!((held.start(), held.awaited()), (Some(10), Some(100)));
        held.release(100);
        assert_eq!((held.start(), held.awaited()), (Some(20), Some(200)));
        assert_eq!(held.lead(), 100);
        held.shift(15);
        assert_eq!(held.start(), Some(5));
        held.release(1000);
        assert_eq!(held.give_up(), None);
        held.hold(0, 1000);
        assert_eq!(held.awaited(), None);
    }

    #[test]
    fn what_is_given_up_begins_where_the_first_that_waits_does() {
        let mut held = Held::default();
        held.hold(10, 100);
        held.hold(20, 200);
        assert_eq!(held.give_up(), Some(10));
        assert_eq!((held.start(), held.give_up()), (None, None));
    }
}
