//! Numbered places that never move.

use std::{mem, pin::Pin, task::Poll};

use pin_project_lite::pin_project;

use super::Key;
use crate::future::raw::element;

/// How many places the first piece has; each further one has as many as all before it, and one time more.
const FIRST: usize = 32;

/// Ends the list of free places.
const NONE: u32 = u32::MAX;

/// Children in pieces of memory of doubling sizes.
pub(super) struct Slab<T> {
    pieces: Vec<Pin<Box<[Place<T>]>>>,
    /// How many places were ever used.
    used: usize,
    len: usize,
    /// The free place that was used last.
    free: u32,
}

pin_project! {
    #[project = Projected]
    struct Place<T> {
        #[pin]
        child: Option<T>,
        // How many children have left it.
        generation: u32,
        // The next free place, if this one is.
        next: u32,
    }
}

impl<T> Slab<T> {
    pub(super) const fn new() -> Self {
        Self {
            pieces: Vec::new(),
            used: 0,
            len: 0,
            free: NONE,
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Puts a child into a free place, or into a new one.
    #[inline]
    pub(super) fn insert(&mut self, child: T) -> Key {
        let is_new = self.free == NONE;
        let index = if is_new {
            assert!(self.used < NONE as usize, "too many children");
            self.used as u32
        } else {
            self.free
        };
        let (piece, offset) = position(index as usize);
        if piece == self.pieces.len() {
            self.add_piece();
        }
        let mut place = element(self.pieces[piece].as_mut(), offset).project();
        if is_new {
            self.used += 1;
        } else {
            self.free = *place.next;
        }
        self.len += 1;
        let generation = *place.generation;
        place.child.set(Some(child));
        Key { index, generation }
    }

    /// Returns the child in a place.
    #[inline]
    pub(super) fn get(&mut self, index: usize) -> Option<Pin<&mut T>> {
        self.place(index).project().child.as_pin_mut()
    }

    /// Returns the child with a key.
    pub(super) fn find(&mut self, key: Key) -> Option<Pin<&mut T>> {
        if key.index as usize >= self.used {
            return None;
        }
        let place = self.place(key.index as usize).project();
        if *place.generation != key.generation {
            return None;
        }
        place.child.as_pin_mut()
    }

    /// Polls the child in a place, if there is one, and drops it if it is ready or panics.
    #[inline]
    pub(super) fn poll<R>(
        &mut self,
        index: usize,
        poll: impl FnOnce(Pin<&mut T>) -> Poll<R>,
    ) -> Poll<R> {
        let (piece, offset) = position(index);
        let mut remove = Remove {
            index: index as u32,
            place: element(self.pieces[piece].as_mut(), offset).project(),
            len: &mut self.len,
            free: &mut self.free,
        };
        let poll = match remove.place.child.as_mut().as_pin_mut() {
            Some(child) => poll(child),
            None => Poll::Pending,
        };
        if poll.is_pending() {
            mem::forget(remove);
        }
        poll
    }

    /// Drops the child in a place that is not free.
    #[inline]
    pub(super) fn remove(&mut self, index: usize) {
        let (piece, offset) = position(index);
        drop(Remove {
            index: index as u32,
            place: element(self.pieces[piece].as_mut(), offset).project(),
            len: &mut self.len,
            free: &mut self.free,
        });
    }

    /// Looks at every child.
    pub(super) fn for_each(&self, look: impl FnMut(&T)) {
        let places = self.pieces.iter().flat_map(|piece| piece.iter());
        places
            .filter_map(|place| place.child.as_ref())
            .for_each(look);
    }

    /// Drops every child.
    pub(super) fn clear(&mut self) {
        for index in 0..self.used {
            if self.get(index).is_some() {
                self.remove(index);
            }
        }
    }

    #[cold]
    fn add_piece(&mut self) {
        let places = FIRST << self.pieces.len();
        let empty = |_| Place {
            child: None,
            generation: 0,
            next: NONE,
        };
        let piece: Box<[_]> = (0..places).map(empty).collect();
        self.pieces.push(piece.into());
    }

    #[inline]
    fn place(&mut self, index: usize) -> Pin<&mut Place<T>> {
        let (piece, offset) = position(index);
        element(self.pieces[piece].as_mut(), offset)
    }
}

/// Drops the child in a place that is not free when it is dropped itself.
struct Remove<'a, T> {
    index: u32,
    place: Projected<'a, T>,
    len: &'a mut usize,
    free: &'a mut u32,
}

impl<T> Drop for Remove<'_, T> {
    #[inline]
    fn drop(&mut self) {
        *self.place.next = mem::replace(self.free, self.index);
        *self.len -= 1;
        *self.place.generation = self.place.generation.wrapping_add(1);
        // Last of all: it may panic.
        self.place.child.set(None);
    }
}

/// Tells in which piece a place is, and where in it.
#[inline]
fn position(index: usize) -> (usize, usize) {
    let shifted = index + FIRST;
    let piece = (shifted.ilog2() - FIRST.ilog2()) as usize;
    (piece, shifted - (FIRST << piece))
}
