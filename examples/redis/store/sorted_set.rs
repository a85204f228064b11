//! A set whose members have scores and lie in the order of them.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use super::ranked::Ranked;
use super::{IndexedMap, Key};

/// A score: any number, the infinities included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score(f64);

impl Score {
    /// Makes a score of a number.
    ///
    /// Returns `None` for what is not a number. The two zeros are one score.
    pub(crate) fn new(value: f64) -> Option<Self> {
        (!value.is_nan()).then_some(Self(value + 0.0))
    }

    /// Returns the number.
    pub(crate) fn get(self) -> f64 {
        self.0
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// One end of a range of scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// The score itself belongs to the range.
    Included(Score),
    /// The score itself does not.
    Excluded(Score),
}

/// Members with their scores, ordered by score, then by member.
#[derive(Debug, Default)]
pub(crate) struct SortedSet {
    scores: IndexedMap<Score>,
    order: Ranked<(Score, Key)>,
}

impl SortedSet {
    /// Returns the number of members.
    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    /// Returns whether there is no member.
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the score of a member.
    pub(crate) fn score(&self, member: &[u8]) -> Option<Score> {
        self.scores.get(member).copied()
    }

    /// Sets the score of a member, which is added if it is new.
    pub(crate) fn insert(&mut self, member: &[u8], score: Score) {
        let key = match self.scores.position(member) {
            Some(position) => {
                let (key, known) = self.scores.at_mut(position);
                let old = std::mem::replace(known, score);
                if old == score {
                    return;
                }
                let key = Arc::clone(key);
                self.order.remove(&(old, Arc::clone(&key)));
                key
            }
            None => {
                let key = Key::from(member);
                self.scores.push(Arc::clone(&key), score);
                key
            }
        };
        self.order.insert((score, key));
    }

    /// Removes a member and returns whether it was there.
    pub(crate) fn remove(&mut self, member: &[u8]) -> bool {
        match self.scores.remove(member) {
            Some((key, score)) => self.order.remove(&(score, key)),
            None => false,
        }
    }

    /// Removes the member with the lowest score and returns it.
    pub(crate) fn pop_first(&mut self) -> Option<(Key, Score)> {
        let (score, key) = self.order.pop_first()?;
        self.scores.remove(&key);
        Some((key, score))
    }

    /// Removes the member with the highest score and returns it.
    pub(crate) fn pop_last(&mut self) -> Option<(Key, Score)> {
        let (score, key) = self.order.pop_last()?;
        self.scores.remove(&key);
        Some((key, score))
    }

    /// Returns how many members lie before a member.
    pub(crate) fn rank(&self, member: &[u8]) -> Option<usize> {
        let (key, score) = self.scores.at(self.scores.position(member)?);
        Some(
            self.order
                .rank(|(other_score, other)| (other_score, other) < (score, key)),
        )
    }

    /// Returns the ranks of the members whose scores lie between two bounds.
    pub(crate) fn ranks_between(&self, low: Bound, high: Bound) -> Range<usize> {
        let start = match low {
            Bound::Included(low) => self.order.rank(|(score, _)| *score < low),
            Bound::Excluded(low) => self.order.rank(|(score, _)| *score <= low),
        };
        let end = match high {
            Bound::Included(high) => self.order.rank(|(score, _)| *score <= high),
            Bound::Excluded(high) => self.order.rank(|(score, _)| *score < high),
        };
        start..end.max(start)
    }

    /// Takes one step of a scan; see [`IndexedMap::scan`] for its guarantee.
    pub(crate) fn scan(&self, cursor: u64, count: usize) -> (u64, &[(Key, Score)]) {
        self.scores.scan(cursor, count)
    }

    /// Returns the members with the given ranks, in order.
    pub(crate) fn range(
        &self,
        ranks: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (&Key, Score)> {
        self.order.range(ranks).map(|(score, key)| (key, *score))
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Score, SortedSet};

    fn score(value: f64) -> Score {
        Score::new(value).expect("a number")
    }

    #[test]
    fn members_are_ordered_by_score_then_by_name() {
        let mut set = SortedSet::default();
        for (member, value) in [("b", 1.0), ("a", 1.0), ("z", -0.0), ("y", 0.0), ("c", -5.0)] {
            set.insert(member.as_bytes(), score(value));
        }
        let members: Vec<_> = set
            .range(0..10)
            .map(|(member, _)| member.to_vec())
            .collect();
        assert_eq!(members, [b"c", b"y", b"z", b"a", b"b"]);
        assert_eq!(set.rank(b"z"), Some(2));
        set.insert(b"z", score(9.0));
        assert_eq!((set.rank(b"z"), set.len()), (Some(4), 5));
        assert_eq!(set.rank(b"none"), None);
    }

    #[test]
    fn bounds_include_or_exclude_their_score() {
        let mut set = SortedSet::default();
        for value in 0..10_u8 {
            set.insert(&[value], score(f64::from(value)));
        }
        let (low, high) = (score(2.0), score(5.0));
        assert_eq!(
            set.ranks_between(Bound::Included(low), Bound::Included(high)),
            2..6
        );
        assert_eq!(
            set.ranks_between(Bound::Excluded(low), Bound::Excluded(high)),
            3..5
        );
        assert!(
            set.ranks_between(Bound::Included(high), Bound::Included(low))
                .is_empty()
        );
    }
}
