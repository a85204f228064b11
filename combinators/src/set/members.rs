use std::{num::NonZeroUsize, pin::Pin};

use super::{Key, slab::Slab};
use crate::wake_set::WakeSet;

/// The children of a set, the wake set that knows them by their places, and how many there may be.
pub(super) struct Members<C> {
    pub(super) children: Slab<C>,
    pub(super) set: WakeSet,
    bound: usize,
}

impl<C> Members<C> {
    pub(super) const fn new() -> Self {
        Self {
            children: Slab::new(),
            set: WakeSet::new(0),
            bound: usize::MAX,
        }
    }

    pub(super) const fn bounded(bound: NonZeroUsize) -> Self {
        let mut members = Self::new();
        members.bound = bound.get();
        members
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.children.len()
    }

    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.len() >= self.bound
    }

    /// Adds a child, to be visited by the next poll.
    #[inline]
    pub(super) fn insert(&mut self, child: C) -> Key {
        assert!(!self.is_full(), "the set is full");
        let key = self.children.insert(child);
        let index = key.index as usize;
        if index < self.set.len() {
            self.set.wake(index);
        } else {
            self.set.grow(index + 1);
        }
        key
    }

    pub(super) fn get_pin_mut(&mut self, key: Key) -> Option<Pin<&mut C>> {
        self.children.find(key)
    }

    /// Drops a child, and tells whether it was there.
    pub(super) fn remove(&mut self, key: Key) -> bool {
        let is_there = self.children.find(key).is_some();
        if is_there {
            self.children.remove(key.index as usize);
        }
        is_there
    }

    pub(super) fn clear(&mut self) {
        self.children.clear();
    }
}
