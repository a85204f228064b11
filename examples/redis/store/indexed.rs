//! A map whose entries also have positions: for random choice and for scans.
//!
//! The entries lie densely in a vector, and a hash table says where. Removing an entry moves the
//! last one into its place.
//!
//! # Why a scan misses nothing
//!
//! A scan goes through the positions downwards. Its cursor is the number of positions that it has
//! not seen yet: positions below the cursor are unseen, those from the cursor on are seen. An entry
//! moves only in a removal, from the last position to a lower one. If the last position was seen,
//! the entry may be returned again, which a scan is allowed to do. If it was unseen, then so is
//! every position, the new one included, and the entry is still to come. New entries are appended.
//! So every entry that is there from the beginning of the scan to its end is returned, a scan ends
//! after at most as many steps as there were entries at its beginning, and the server remembers
//! nothing about it.

#![expect(
    clippy::disallowed_types,
    reason = "the table is looked into and never listed, so nobody sees its order"
)]

use std::collections::HashMap;
use std::sync::Arc;

use super::Generator;

/// A key, shared between a table and the indexes beside it.
pub(crate) type Key = Arc<[u8]>;

/// A hash map with positions.
#[derive(Debug)]
pub(crate) struct IndexedMap<V> {
    positions: HashMap<Key, usize>,
    entries: Vec<(Key, V)>,
}

impl<V> Default for IndexedMap<V> {
    fn default() -> Self {
        Self {
            positions: HashMap::new(),
            entries: Vec::new(),
        }
    }
}

impl<V> IndexedMap<V> {
    /// Returns the number of entries.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there is no entry.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the position of a key, valid until the next removal.
    pub(crate) fn position(&self, key: &[u8]) -> Option<usize> {
        self.positions.get(key).copied()
    }

    /// Returns the entry at a position.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub(crate) fn at(&self, position: usize) -> (&Key, &V) {
        let (key, value) = &self.entries[position];
        (key, value)
    }

    /// Returns the entry at a position, to change its value.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub(crate) fn at_mut(&mut self, position: usize) -> (&Key, &mut V) {
        let (key, value) = &mut self.entries[position];
        (key, value)
    }

    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &[u8]) -> Option<&V> {
        self.position(key).map(|position| &self.entries[position].1)
    }

    /// Sets the value of a key and returns the one it had.
    pub(crate) fn insert(&mut self, key: &[u8], value: V) -> Option<V> {
        match self.position(key) {
            Some(position) => Some(std::mem::replace(&mut self.entries[position].1, value)),
            None => {
                self.push(Key::from(key), value);
                None
            }
        }
    }

    /// Appends an entry whose key is not there yet and returns its position.
    pub(crate) fn push(&mut self, key: Key, value: V) -> usize {
        let position = self.entries.len();
        self.positions.insert(Arc::clone(&key), position);
        self.entries.push((key, value));
        position
    }

    /// Removes a key and returns its entry.
    pub(crate) fn remove(&mut self, key: &[u8]) -> Option<(Key, V)> {
        self.position(key).map(|position| self.remove_at(position))
    }

    /// Removes the entry at a position and returns it.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub(crate) fn remove_at(&mut self, position: usize) -> (Key, V) {
        let removed = self.entries.swap_remove(position);
        self.positions.remove(&removed.0);
        if let Some((moved, _)) = self.entries.get(position)
            && let Some(known) = self.positions.get_mut(moved)
        {
            *known = position;
        }
        removed
    }

    /// Returns the entries in no particular order.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// Chooses a position, each with the same probability.
    pub(crate) fn choose(&self, generator: &mut Generator) -> Option<usize> {
        (!self.is_empty()).then(|| generator.below(self.len()))
    }

    /// Takes one step of a scan and returns its entries and the cursor for the next step.
    ///
    /// A scan begins with the cursor zero and is over when zero is returned.
    pub(crate) fn scan(&self, cursor: u64, count: usize) -> (u64, &[(Key, V)]) {
        let unseen = match usize::try_from(cursor) {
            Ok(0) | Err(_) => self.len(),
            Ok(cursor) => cursor.min(self.len()),
        };
        let next = unseen.saturating_sub(count.max(1));
        (next as u64, &self.entries[next..unseen])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Generator, IndexedMap};

    fn filled(count: u32) -> IndexedMap<u32> {
        let mut map = IndexedMap::default();
        for number in 0..count {
            assert_eq!(map.insert(&number.to_be_bytes(), number), None);
        }
        map
    }

    #[test]
    fn removing_keeps_every_other_key_in_reach() {
        let mut map = filled(100);
        for number in (0..100_u32).step_by(3) {
            assert_eq!(
                map.remove(&number.to_be_bytes()).map(|entry| entry.1),
                Some(number)
            );
        }
        for number in 0..100_u32 {
            let expected = (number % 3 != 0).then_some(number);
            assert_eq!(map.get(&number.to_be_bytes()).copied(), expected);
        }
    }

    #[test]
    fn a_scan_returns_every_entry_that_stays() {
        for seed in 0..200 {
            let mut generator = Generator::new(seed);
            let mut map = filled(200);
            let mut next_new = 1000;
            let mut seen = HashSet::new();
            let mut cursor = 0;
            loop {
                let (next, entries) = map.scan(cursor, 1 + generator.below(10));
                seen.extend(entries.iter().map(|entry| entry.1));
                if next == 0 {
                    break;
                }
                cursor = next;
                for _ in 0..generator.below(20) {
                    // Even numbers stay from the beginning to the end.
                    let gone = generator.below(200) as u32 | 1;
                    map.remove(&gone.to_be_bytes());
                }
                for _ in 0..generator.below(12) {
                    map.insert(&u32::to_be_bytes(next_new), next_new);
                    next_new += 1;
                }
            }
            assert!(
                (0..200).step_by(2).all(|number| seen.contains(&number)),
                "seed {seed}"
            );
        }
    }

    #[test]
    fn a_scan_ends_although_entries_keep_coming() {
        let mut map = filled(50);
        let (mut cursor, mut steps) = (0, 0);
        loop {
            let (next, _) = map.scan(cursor, 1);
            steps += 1;
            if next == 0 {
                break;
            }
            cursor = next;
            map.insert(&(1000 + steps as u32).to_be_bytes(), 0);
        }
        assert_eq!(steps, 50);
    }

    #[test]
    fn a_cursor_from_nowhere_is_harmless() {
        let map = filled(3);
        assert_eq!(map.scan(u64::MAX, 10).1.len(), 3);
        assert_eq!(IndexedMap::<u32>::default().scan(7, 10).0, 0);
    }
}
