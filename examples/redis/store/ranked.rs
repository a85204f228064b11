//! An ordered sequence that knows ranks.
//!
//! The elements lie in blocks of a few hundred, each a sorted vector, the blocks one after the
//! other: a B-tree of height two. Finding an element is two binary searches; its rank is the sum of
//! the lengths of the blocks before its own, and inserting moves half a block at most. For a million
//! elements that is a few thousand additions, or a few hundred moves, over memory that lies in
//! order, which beats a skip list of nodes spread over the heap and needs no pointers at all. (The
//! idea is that of Grant Jenks' `sortedcontainers` for Python.)

use std::ops::Range;

/// The number of elements at which a block is cut in two.
const BLOCK: usize = 512;

/// A sorted sequence of distinct elements.
#[derive(Debug)]
pub(crate) struct Ranked<T> {
    /// Sorted blocks, none of them empty.
    blocks: Vec<Vec<T>>,
    len: usize,
}

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            len: 0,
        }
    }
}

impl<T: Ord> Ranked<T> {
    /// Returns the number of elements.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Adds an element and returns whether it is new.
    pub(crate) fn insert(&mut self, element: T) -> bool {
        // An element beyond the last block belongs to its end.
        let index = self
            .block_of(|other| *other < element)
            .min(self.blocks.len().saturating_sub(1));
        let Some(block) = self.blocks.get_mut(index) else {
            self.blocks.push(vec![element]);
            self.len = 1;
            return true;
        };
        let Err(at) = block.binary_search(&element) else {
            return false;
        };
        block.insert(at, element);
        self.len += 1;
        if block.len() >= BLOCK {
            let upper = block.split_off(BLOCK / 2);
            self.blocks.insert(index + 1, upper);
        }
        true
    }

    /// Removes an element and returns whether it was there.
    pub(crate) fn remove(&mut self, element: &T) -> bool {
        let index = self.block_of(|other| other < element);
        let Some(block) = self.blocks.get_mut(index) else {
            return false;
        };
        let Ok(at) = block.binary_search(element) else {
            return false;
        };
        self.take(index, at);
        true
    }

    /// Removes the first element and returns it.
    pub(crate) fn pop_first(&mut self) -> Option<T> {
        (self.len > 0).then(|| self.take(0, 0))
    }

    /// Removes the last element and returns it.
    pub(crate) fn pop_last(&mut self) -> Option<T> {
        let index = self.blocks.len().checked_sub(1)?;
        let at = self.blocks[index].len() - 1;
        Some(self.take(index, at))
    }

    /// Returns how many elements lie before the first for which `before` is false.
    ///
    /// `before` must hold for a prefix of the sequence and for nothing after it.
    pub(crate) fn rank(&self, before: impl Fn(&T) -> bool) -> usize {
        let index = self.block_of(&before);
        let earlier: usize = self.blocks[..index].iter().map(Vec::len).sum();
        earlier
            + self
                .blocks
                .get(index)
                .map_or(0, |block| block.partition_point(before))
    }

    /// Returns the elements with the given ranks, in order; what lies beyond the end is left out.
    pub(crate) fn range(&self, ranks: Range<usize>) -> impl DoubleEndedIterator<Item = &T> {
        let (first_block, from) = self.locate(ranks.start);
        let (last_block, to) = match self.locate(ranks.end) {
            (past, _) if past == self.blocks.len() => (past.saturating_sub(1), usize::MAX),
            inside => inside,
        };
        let blocks = self
            .blocks
            .get(first_block..=last_block)
            .unwrap_or_default();
        blocks.iter().enumerate().flat_map(move |(index, block)| {
            let from = if index == 0 { from } else { 0 };
            let to = if first_block + index == last_block {
                to.min(block.len())
            } else {
                block.len()
            };
            &block[from.min(to)..to]
        })
    }

    /// Returns the first block whose last element is not `before`; that is where the first element
    /// that is not lies, if there is one.
    fn block_of(&self, before: impl Fn(&T) -> bool) -> usize {
        self.blocks
            .partition_point(|block| block.last().is_some_and(&before))
    }

    /// Returns the block of a rank and the place in it; past the end, the number of blocks.
    fn locate(&self, rank: usize) -> (usize, usize) {
        let mut left = rank;
        for (index, block) in self.blocks.iter().enumerate() {
            if left < block.len() {
                return (index, left);
            }
            left -= block.len();
        }
        (self.blocks.len(), 0)
    }

    /// Removes the element at a place in a block, and the block with its last element.
    fn take(&mut self, index: usize, at: usize) -> T {
        self.len -= 1;
        let element = self.blocks[index].remove(at);
        if self.blocks[index].is_empty() {
            self.blocks.remove(index);
        }
        element
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Ranked;
    use crate::store::Generator;

    #[test]
    fn it_agrees_with_a_tree_that_does_not_know_ranks() {
        let mut generator = Generator::new(11);
        let (mut ranked, mut model) = (Ranked::default(), BTreeSet::new());
        for step in 0..60_000 {
            let element = generator.below(5000);
            // Grows for the first half and shrinks for the second.
            if (generator.below(10) < 6) == (step < 30_000) {
                assert_eq!(ranked.insert(element), model.insert(element));
            } else {
                assert_eq!(ranked.remove(&element), model.remove(&element));
            }
            if step % 500 == 0 {
                assert_eq!(ranked.len(), model.len());
                assert_eq!(
                    ranked.rank(|other| *other < element),
                    model.range(..element).count()
                );
                let (start, length) = (generator.below(5000), generator.below(5000));
                let expected: Vec<_> = model.iter().skip(start).take(length).collect();
                assert_eq!(
                    ranked.range(start..start + length).collect::<Vec<_>>(),
                    expected
                );
                let backwards: Vec<_> = ranked.range(start..start + length).rev().collect();
                assert!(backwards.into_iter().rev().eq(expected));
            }
        }
        while let Some(first) = ranked.pop_first() {
            assert_eq!(Some(first), model.pop_first());
            assert_eq!(ranked.pop_last(), model.pop_last());
        }
        assert!(model.is_empty());
    }

    #[test]
    fn an_empty_sequence_has_empty_ranges() {
        let mut ranked = Ranked::<u8>::default();
        assert_eq!(ranked.range(0..10).count(), 0);
        assert_eq!(ranked.rank(|_| true), 0);
        assert!(!ranked.remove(&1));
        assert_eq!((ranked.pop_first(), ranked.pop_last()), (None, None));
    }
}
