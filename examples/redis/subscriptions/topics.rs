//! Names, and the clients that subscribed to each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::store::Key;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One channel.
    Channel,
    /// All channels whose names match.
    Pattern,
}

/// The names of one kind that somebody subscribed to.
#[derive(Debug, Default)]
pub(super) struct Topics {
    subscribers: BTreeMap<Key, BTreeSet<u64>>,
}

impl Topics {
    /// Adds a client to those of a name, and returns the name as it is shared.
    pub(super) fn add(&mut self, name: &[u8], client: u64) -> Key {
        let key = match self.subscribers.get_key_value(name) {
            Some((key, _)) => Arc::clone(key),
            None => Key::from(name),
        };
        self.subscribers
            .entry(Arc::clone(&key))
            .or_default()
            .insert(client);
        key
    }

    /// Takes a client from those of a name, and forgets a name that has no more.
    pub(super) fn remove(&mut self, name: &[u8], client: u64) {
        if let Some(clients) = self.subscribers.get_mut(name) {
            clients.remove(&client);
            if clients.is_empty() {
                self.subscribers.remove(name);
            }
        }
    }

    /// Returns the clients of a name.
    pub(super) fn of(&self, name: &[u8]) -> impl ExactSizeIterator<Item = u64> {
        const NOBODY: &BTreeSet<u64> = &BTreeSet::new();
        self.subscribers.get(name).unwrap_or(NOBODY).iter().copied()
    }

    /// Returns all names with their clients.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &BTreeSet<u64>)> {
        self.subscribers.iter()
    }
}
