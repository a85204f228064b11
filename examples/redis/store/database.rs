//! One database: keys, their values, and the time at which they expire.
//!
//! Expiry is both lazy and active. A key whose time is over is removed by the first command that
//! meets it, so no command sees it; and since keys with a deadline are also kept in the order of
//! their deadlines, the server removes those that nobody asks for ([`Database::remove_expired`])
//! without looking at any other.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::{Generator, IndexedMap, Key, Kind, Value};

/// The key holds a value of another type than the command works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WrongType;

impl fmt::Display for WrongType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WRONGTYPE Operation against a key holding the wrong kind of value")
    }
}

impl std::error::Error for WrongType {}

/// A value and the time at which it expires, in milliseconds since the Unix epoch.
#[derive(Debug)]
struct Entry {
    value: Value,
    deadline: Option<u64>,
}

/// A table of keys.
#[derive(Debug, Default)]
pub(crate) struct Database {
    table: IndexedMap<Entry>,
    deadlines: BTreeSet<(u64, Key)>,
    now: u64,
    /// How often something was changed, by whatever but time.
    changes: u64,
    /// The keys that time has removed, and nobody has taken note of.
    expired: Vec<Key>,
}

impl Database {
    /// Tells the time, in milliseconds since the Unix epoch.
    pub(crate) fn set_time(&mut self, now: u64) {
        self.now = now;
    }

    /// Returns how often something was changed; keys that expire do not count.
    ///
    /// A change that leaves everything as it was may count.
    pub(crate) fn changes(&self) -> u64 {
        self.changes
    }

    /// Gives the keys that have expired and were removed since the last call.
    pub(super) fn take_expired(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.expired)
    }

    /// Returns the number of keys; some of them may be about to expire.
    pub(crate) fn len(&self) -> usize {
        self.table.len()
    }

    /// Returns the number of keys that have a deadline.
    pub(crate) fn expiring(&self) -> usize {
        self.deadlines.len()
    }

    /// Returns the value of a key, of whatever type.
    pub(crate) fn value(&mut self, key: &[u8]) -> Option<&Value> {
        let position = self.live(key)?;
        Some(&self.table.at(position).1.value)
    }

    /// Returns whether there is such a key.
    pub(crate) fn contains(&mut self, key: &[u8]) -> bool {
        self.live(key).is_some()
    }

    /// Returns the value of a key, if there is one.
    ///
    /// # Errors
    ///
    /// The key holds a value of another type.
    pub(crate) fn read<K: Kind>(&mut self, key: &[u8]) -> Result<Option<&K>, WrongType> {
        match self.value(key) {
            None => Ok(None),
            Some(value) => K::get(value).map(Some).ok_or(WrongType),
        }
    }

    /// Changes the value of a key, if there is one; a collection that is empty then is removed.
    ///
    /// # Errors
    ///
    /// The key holds a value of another type; nothing happened.
    pub(crate) fn update<K: Kind, T>(
        &mut self,
        key: &[u8],
        change: impl FnOnce(&mut K) -> T,
    ) -> Result<Option<T>, WrongType> {
        match self.live(key) {
            None => Ok(None),
            Some(position) => self.change_at(position, change).map(Some),
        }
    }

    /// Changes the value of a key, which is made if there is none; a collection that is empty then
    /// is removed.
    ///
    /// # Errors
    ///
    /// The key holds a value of another type; nothing happened.
    pub(crate) fn upsert<K: Kind, T>(
        &mut self,
        key: &[u8],
        change: impl FnOnce(&mut K) -> T,
    ) -> Result<T, WrongType> {
        let position = match self.live(key) {
            Some(position) => position,
            None => {
                let entry = Entry {
                    value: K::default().wrap(),
                    deadline: None,
                };
                self.table.push(Key::from(key), entry)
            }
        };
        self.change_at(position, change)
    }

    /// Sets the value of a key, whatever it held; the key does not expire any more.
    pub(crate) fn insert(&mut self, key: &[u8], value: Value) {
        self.changes += 1;
        match self.table.position(key) {
            Some(position) => {
                self.set_deadline_at(position, None);
                self.table.at_mut(position).1.value = value;
            }
            None => {
                self.table.push(
                    Key::from(key),
                    Entry {
                        value,
                        deadline: None,
                    },
                );
            }
        }
    }

    /// Removes a key and returns its value.
    pub(crate) fn remove(&mut self, key: &[u8]) -> Option<Value> {
        let position = self.live(key)?;
        self.changes += 1;
        Some(self.remove_at(position))
    }

    /// Moves a value with its deadline to another key, whatever that held; returns whether there
    /// was one to move.
    pub(crate) fn rename(&mut self, from: &[u8], to: &[u8]) -> bool {
        let Some(position) = self.live(from) else {
            return false;
        };
        if from != to {
            self.changes += 1;
            let deadline = self.table.at(position).1.deadline;
            let value = self.remove_at(position);
            self.insert(to, value);
            self.set_deadline(to, deadline);
        }
        true
    }

    /// Returns when a key expires; the outer option is empty when there is no such key.
    pub(crate) fn deadline(&mut self, key: &[u8]) -> Option<Option<u64>> {
        let position = self.live(key)?;
        Some(self.table.at(position).1.deadline)
    }

    /// Sets when a key expires, or that it does not; returns whether there is such a key.
    ///
    /// A deadline in the past removes the key.
    pub(crate) fn set_deadline(&mut self, key: &[u8], deadline: Option<u64>) -> bool {
        let Some(position) = self.live(key) else {
            return false;
        };
        self.changes += 1;
        if deadline.is_some_and(|deadline| deadline <= self.now) {
            self.remove_at(position);
        } else {
            self.set_deadline_at(position, deadline);
        }
        true
    }

    /// Removes every key.
    pub(crate) fn clear(&mut self) {
        self.changes += 1;
        self.table = IndexedMap::default();
        self.deadlines.clear();
    }

    /// Removes up to `limit` keys whose time is over and returns how many.
    pub(crate) fn remove_expired(&mut self, limit: usize) -> usize {
        let mut removed = 0;
        while removed < limit {
            match self.deadlines.first() {
                Some((deadline, _)) if *deadline <= self.now => {}
                _ => break,
            }
            if let Some((_, key)) = self.deadlines.pop_first() {
                self.table.remove(&key);
                self.expired.push(key);
                removed += 1;
            }
        }
        removed
    }

    /// Returns the keys in no particular order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (&Key, &Value)> {
        self.table
            .iter()
            .filter(|(_, entry)| !entry.is_over(self.now))
            .map(|(key, entry)| (key, &entry.value))
    }

    /// Returns the keys with their values and when they expire, in no particular order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Key, &Value, Option<u64>)> {
        self.table
            .iter()
            .filter(|(_, entry)| !entry.is_over(self.now))
            .map(|(key, entry)| (key, &entry.value, entry.deadline))
    }

    /// Takes one step of a scan over the keys; see [`IndexedMap::scan`] for its guarantee.
    pub(crate) fn scan(
        &self,
        cursor: u64,
        count: usize,
    ) -> (u64, impl Iterator<Item = (&Key, &Value)>) {
        let (next, entries) = self.table.scan(cursor, count);
        let live = entries
            .iter()
            .filter(|(_, entry)| !entry.is_over(self.now))
            .map(|(key, entry)| (key, &entry.value));
        (next, live)
    }

    /// Chooses a key, each with the same probability.
    pub(crate) fn random_key(&mut self, generator: &mut Generator) -> Option<Key> {
        loop {
            let position = self.table.choose(generator)?;
            let (key, entry) = self.table.at(position);
            if !entry.is_over(self.now) {
                return Some(Arc::clone(key));
            }
            self.expire_at(position);
        }
    }

    /// Returns the position of a key, after removing it if its time is over.
    fn live(&mut self, key: &[u8]) -> Option<usize> {
        let position = self.table.position(key)?;
        if self.table.at(position).1.is_over(self.now) {
            self.expire_at(position);
            return None;
        }
        Some(position)
    }

    /// Changes a value and removes it if nothing is left of it.
    fn change_at<K: Kind, T>(
        &mut self,
        position: usize,
        change: impl FnOnce(&mut K) -> T,
    ) -> Result<T, WrongType> {
        let content = K::get_mut(&mut self.table.at_mut(position).1.value).ok_or(WrongType)?;
        let result = change(content);
        self.changes += 1;
        if content.vanishes() {
            self.remove_at(position);
        }
        Ok(result)
    }

    /// Removes a key whose time is over.
    fn expire_at(&mut self, position: usize) {
        let key = Arc::clone(self.table.at(position).0);
        self.remove_at(position);
        self.expired.push(key);
    }

    /// Removes a key from the table and its deadline from the index.
    fn remove_at(&mut self, position: usize) -> Value {
        self.set_deadline_at(position, None);
        self.table.remove_at(position).1.value
    }

    /// Changes a deadline in the table and in the index.
    fn set_deadline_at(&mut self, position: usize, deadline: Option<u64>) {
        let (key, entry) = self.table.at_mut(position);
        if let Some(old) = std::mem::replace(&mut entry.deadline, deadline) {
            self.deadlines.remove(&(old, Arc::clone(key)));
        }
        if let Some(new) = deadline {
            self.deadlines.insert((new, Arc::clone(key)));
        }
    }
}

impl Entry {
    /// Returns whether the time of the value is over.
    fn is_over(&self, now: u64) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::{Database, Value, WrongType};
    use crate::store::{Key, List, Text};

    fn database() -> Database {
        let mut database = Database::default();
        database.set_time(1000);
        database.insert(b"a", Value::Text(b"1".to_vec()));
        database
    }

    #[test]
    fn a_key_is_gone_when_its_time_is_over() {
        let mut database = database();
        assert!(database.set_deadline(b"a", Some(1500)));
        database.set_time(1499);
        assert!(database.contains(b"a"));
        database.set_time(1500);
        assert_eq!(database.keys().count(), 0);
        assert!(!database.contains(b"a"));
        assert_eq!((database.len(), database.expiring()), (0, 0));
        assert_eq!(database.take_expired(), [Key::from(&b"a"[..])]);
    }

    #[test]
    fn the_active_cycle_removes_what_is_over_and_nothing_else() {
        let mut database = database();
        for number in 0..100_u64 {
            database.insert(&number.to_be_bytes(), Value::Text(Vec::new()));
            database.set_deadline(&number.to_be_bytes(), Some(2000 + number));
        }
        database.set_time(2049);
        assert_eq!(database.remove_expired(20), 20);
        assert_eq!(database.remove_expired(1000), 30);
        assert_eq!((database.len(), database.expiring()), (51, 50));
    }

    #[test]
    fn overwriting_and_renaming_carry_the_deadline_of_the_value() {
        let mut database = database();
        database.set_deadline(b"a", Some(5000));
        database.insert(b"b", Value::Text(Vec::new()));
        database.set_deadline(b"b", Some(7000));
        assert!(database.rename(b"a", b"b"));
        assert_eq!(database.deadline(b"b"), Some(Some(5000)));
        assert_eq!((database.len(), database.expiring()), (1, 1));
        database.insert(b"b", Value::Text(Vec::new()));
        assert_eq!(database.deadline(b"b"), Some(None));
        assert_eq!(database.expiring(), 0);
    }

    #[test]
    fn an_emptied_collection_vanishes() {
        let mut database = database();
        let length = database.upsert(b"l", |list: &mut List| {
            list.push_back(b"x".to_vec().into());
            list.len()
        });
        assert_eq!(length, Ok(1));
        assert_eq!(
            database.update(b"l", |list: &mut List| list.clear()),
            Ok(Some(()))
        );
        assert!(!database.contains(b"l"));
        assert_eq!(database.upsert(b"l", |_: &mut List| ()), Ok(()));
        assert!(!database.contains(b"l"));
    }

    #[test]
    fn another_type_is_an_error_and_changes_nothing() {
        let mut database = database();
        assert_eq!(
            database.update(b"a", |list: &mut List| list.clear()),
            Err(WrongType)
        );
        assert_eq!(database.read::<Text>(b"a"), Ok(Some(&b"1".to_vec())));
    }
}
