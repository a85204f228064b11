//! The places of a ring, each with a node or without.

use std::ptr::NonNull;

use super::node::{Node, Pin};

/// A node to be put into a place, or one that was in the way.
pub(super) type Spare<T> = Option<Box<Node<T>>>;

/// As many places as the capacity, and how many messages are there.
pub(super) struct Ring<T> {
    places: Box<[Option<NonNull<Node<T>>>]>,
    /// The number of the next message.
    pub(super) tail: u64,
    /// The place of the next message, and of the oldest one that may be there.
    tail_place: usize,
    /// How many messages were not read by all yet.
    pub(super) used: usize,
}

// SAFETY: N1, N3: nodes are touched by who has the ring or a pin. Messages are looked at from several threads
// at once, and dropped on any.
unsafe impl<T: Send + Sync> Send for Ring<T> {}

/// What a receiver gets of a place.
pub(super) enum Read<T> {
    /// It was the last one.
    Taken(T),
    /// Others read it too.
    Pinned(Pin<T>),
}

impl<T> Ring<T> {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            places: std::iter::repeat_with(|| None).take(capacity).collect(),
            tail: 0,
            tail_place: 0,
            used: 0,
        }
    }

    #[inline]
    pub(super) fn capacity(&self) -> usize {
        self.places.len()
    }

    /// The place of the next message, which is that of the oldest one if all are taken.
    #[inline]
    pub(super) fn tail_place(&self) -> usize {
        self.tail_place
    }

    /// The place after another one.
    #[inline]
    pub(super) fn after(&self, place: usize) -> usize {
        if place + 1 == self.places.len() {
            0
        } else {
            place + 1
        }
    }

    /// The number of the oldest message that may be there.
    #[inline]
    pub(super) fn oldest(&self) -> u64 {
        self.tail.saturating_sub(self.places.len() as u64)
    }

    /// Returns whether the next message takes another node: there is none in its place, or it is pinned.
    #[inline]
    pub(super) fn needs_node(&self) -> bool {
        self.places[self.tail_place].is_none_or(|node| {
            // SAFETY: N1, N4: it is in a place of this ring.
            let node = unsafe { node.as_ref() };
            // SAFETY: N1: whoever has the ring by `&` has it under the lock too.
            unsafe { node.counts() }.pins > 0
        })
    }

    /// Puts a message into the next place, for so many receivers, one at the least. Returns the one that was
    /// there.
    ///
    /// `KEEPS` says that a message that is looked at still takes up room.
    ///
    /// # Panics
    ///
    /// If it takes another node, and there is no spare one.
    #[inline]
    pub(super) fn put<const KEEPS: bool>(
        &mut self,
        value: T,
        receivers: usize,
        spare: &mut Spare<T>,
    ) -> Option<T> {
        let place = self.tail_place;
        let mut old = None;
        let current = self.places[place];
        let node = match current {
            Some(node) if self.is_free(node, &mut old) => node,
            _ => self.replace::<KEEPS>(spare.take().expect("a node for it")),
        };
        // SAFETY: N1, N4: it is in a place of this ring.
        let node = unsafe { node.as_ref() };
        // SAFETY: N2: it has no message: `is_free`, or it is new.
        unsafe { node.write(value) };
        // SAFETY: N1.
        let counts = unsafe { node.counts() };
        counts.remaining = receivers;
        counts.is_counted = true;
        self.used += 1;
        self.tail += 1;
        self.tail_place = self.after(place);
        old
    }

    /// Returns whether a node of a place is not pinned, and takes its message out if so.
    #[inline]
    fn is_free(&mut self, node: NonNull<Node<T>>, old: &mut Option<T>) -> bool {
        // SAFETY: N1, N4: it is in a place of this ring.
        let node = unsafe { node.as_ref() };
        // SAFETY: N1.
        let counts = unsafe { node.counts() };
        if counts.pins > 0 {
            return false;
        }
        if counts.remaining > 0 {
            counts.remaining = 0;
            self.used -= 1;
            // SAFETY: N2: there was one, not pinned.
            *old = Some(unsafe { node.take() });
        }
        true
    }

    /// Puts a node into the next place, and leaves the one that is there to those that pinned it.
    #[cold]
    fn replace<const KEEPS: bool>(&mut self, node: Box<Node<T>>) -> NonNull<Node<T>> {
        let node = NonNull::from(Box::leak(node));
        if let Some(pinned) = self.places[self.tail_place].replace(node) {
            // SAFETY: N1, N4: it was in a place of this ring.
            let pinned = unsafe { pinned.as_ref() };
            // SAFETY: N1.
            let counts = unsafe { pinned.counts() };
            // N2: `pins` is not 0.
            counts.remaining = 0;
            counts.is_detached = true;
            if !KEEPS {
                counts.is_counted = false;
                self.used -= 1;
            }
        }
        node
    }

    /// Reads a place whose message the caller did not come to yet. Returns `None` if there is none, which would
    /// be a fault of the caller.
    #[inline]
    pub(super) fn read(&mut self, place: usize) -> Option<Read<T>> {
        let pointer = self.places[place]?;
        // SAFETY: N1, N4: it is in a place of this ring.
        let node = unsafe { pointer.as_ref() };
        // SAFETY: N1.
        let counts = unsafe { node.counts() };
        counts.remaining = counts.remaining.checked_sub(1)?;
        if counts.remaining + counts.pins > 0 {
            counts.pins += 1;
            return Some(Read::Pinned(Pin(pointer)));
        }
        self.used -= 1;
        // SAFETY: N2: there was one, not pinned.
        Some(Read::Taken(unsafe { node.take() }))
    }

    /// Counts a message as read, without a look at it. Returns it if that was the last receiver.
    pub(super) fn skip(&mut self, place: usize) -> Option<T> {
        let pointer = self.places[place]?;
        // SAFETY: N1, N4: it is in a place of this ring.
        let node = unsafe { pointer.as_ref() };
        // SAFETY: N1.
        let counts = unsafe { node.counts() };
        counts.remaining = counts.remaining.checked_sub(1)?;
        if counts.remaining + counts.pins > 0 {
            return None;
        }
        self.used -= 1;
        // SAFETY: N2: there was one, not pinned.
        Some(unsafe { node.take() })
    }

    /// Takes a pin back. Returns the message, and the node if it is in no place, if nobody reads them any more.
    ///
    /// # Safety
    ///
    /// The pin must be of this ring.
    #[inline]
    pub(super) unsafe fn unpin(&mut self, pin: &Pin<T>) -> (Option<T>, Spare<T>) {
        // SAFETY: N3: it is not freed as long as it is pinned.
        let node = unsafe { pin.0.as_ref() };
        // SAFETY: N1: it is of this ring.
        let counts = unsafe { node.counts() };
        counts.pins -= 1;
        if counts.remaining + counts.pins > 0 {
            return (None, None);
        }
        if counts.is_counted {
            self.used -= 1;
        }
        let is_detached = counts.is_detached;
        // SAFETY: N2: there was one, and this was the last pin.
        let message = unsafe { node.take() };
        // SAFETY: N4: this was the last pin. It came from a box.
        let node = is_detached.then(|| unsafe { Box::from_raw(pin.0.as_ptr()) });
        (Some(message), node)
    }
}

impl<T> Drop for Ring<T> {
    fn drop(&mut self) {
        for place in &mut self.places {
            let Some(pointer) = place.take() else {
                continue;
            };
            // SAFETY: N1, N4: it was in a place of this ring.
            let node = unsafe { pointer.as_ref() };
            // SAFETY: N1.
            let counts = unsafe { node.counts() };
            // A pin that was forgotten is never given back.
            if counts.pins == 0 {
                let has_message = counts.remaining > 0;
                // SAFETY: N2: there is one, not pinned.
                let message = has_message.then(|| unsafe { node.take() });
                // SAFETY: N4: it was in a place, and came from a box.
                drop(unsafe { Box::from_raw(pointer.as_ptr()) });
                drop(message);
            }
        }
    }
}
