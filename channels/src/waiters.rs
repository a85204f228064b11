//! Those that wait, in their order, under a lock or on one thread.
//!
//! Their places are in one vector that grows with the largest number of them and goes with the last, so that
//! waiting allocates nothing as a rule; joining and leaving take constant time.

use std::task::Waker;

use crate::wake_list::WakeList;

/// No place.
const NONE: usize = usize::MAX;
/// With more places than this, the vector is given back when nobody has one.
const KEPT: usize = 64;

/// What one who waits was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Nothing yet.
    Nothing,
    /// It may go on.
    Granted,
    /// It is turned away.
    Closed,
}

/// The place of one who waits, which gives it back by `remove`.
#[derive(Debug)]
pub(crate) struct Key(usize);

struct Place {
    /// The place before it, if it is in the line.
    previous: usize,
    /// The place after it, in the line or among those that are free.
    next: usize,
    told: Told,
    /// How much it waits for.
    amount: usize,
    /// How much of that it has got.
    got: usize,
    waker: Option<Waker>,
}

/// A line of those that wait, and the places of those that were told something and did not look yet.
pub(crate) struct Waiters {
    places: Vec<Place>,
    free: usize,
    first: usize,
    last: usize,
    used: usize,
}

impl Waiters {
    pub(crate) fn new() -> Self {
        Self {
            places: Vec::new(),
            free: NONE,
            first: NONE,
            last: NONE,
            used: 0,
        }
    }

    /// Returns whether nobody is in the line.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.first == NONE
    }

    /// Returns how many places there are, of those in the line and those that were told something.
    pub(crate) fn len(&self) -> usize {
        self.used
    }

    /// Gives a place at the end of the line.
    pub(crate) fn push_back(&mut self, waker: Waker) -> Key {
        self.push_back_for(1, waker)
    }

    /// Gives a place at the end of the line to one who waits for so much.
    pub(crate) fn push_back_for(&mut self, amount: usize, waker: Waker) -> Key {
        let place = Place {
            previous: self.last,
            next: NONE,
            told: Told::Nothing,
            amount,
            got: 0,
            waker: Some(waker),
        };
        let index = if self.free == NONE {
            self.places.push(place);
            self.places.len() - 1
        } else {
            let index = self.free;
            self.free = self.places[index].next;
            self.places[index] = place;
            index
        };
        match self.last {
            NONE => self.first = index,
            last => self.places[last].next = index,
        }
        self.last = index;
        self.used += 1;
        Key(index)
    }

    /// Returns how much the first in the line waits for.
    pub(crate) fn front_amount(&self) -> Option<usize> {
        self.places.get(self.first).map(|place| place.amount)
    }

    /// Gives the first in the line, if there is one, what it still needs, or all of `room`. Returns how much that was,
    /// and whether it has got all by that.
    #[inline]
    pub(crate) fn serve_front(&mut self, room: usize) -> (usize, bool) {
        let front = self.places.get_mut(self.first);
        front.map_or((0, false), |place| {
            let given = room.min(place.amount - place.got);
            place.got += given;
            (given, place.got == place.amount)
        })
    }

    /// Takes back what the first in the line has got.
    pub(crate) fn rob_front(&mut self) -> usize {
        let front = self.places.get_mut(self.first);
        front.map_or(0, |place| std::mem::take(&mut place.got))
    }

    /// Returns how much one has got.
    pub(crate) fn got(&self, key: &Key) -> usize {
        self.places[key.0].got
    }

    /// Tells the first in the line something, and returns what is to be woken.
    #[inline]
    pub(crate) fn pop_front(&mut self, told: Told) -> Option<Waker> {
        if self.is_empty() {
            return None;
        }
        let index = self.first;
        self.unlink(index);
        self.places[index].told = told;
        self.places[index].waker.take()
    }

    /// Turns everybody in the line away, as far as the list has room. Returns whether some are left.
    pub(crate) fn turn_away(&mut self, wakers: &mut WakeList) -> bool {
        while !self.is_empty() {
            if !wakers.has_room() {
                return true;
            }
            wakers.push(self.pop_front(Told::Closed));
        }
        false
    }

    pub(crate) fn told(&self, key: &Key) -> Told {
        self.places[key.0].told
    }

    pub(crate) fn will_wake(&self, key: &Key, waker: &Waker) -> bool {
        let old = &self.places[key.0].waker;
        old.as_ref().is_some_and(|old| old.will_wake(waker))
    }

    /// Gives one in the line another waker, and returns the old one, to be dropped without the lock.
    pub(crate) fn set_waker(&mut self, key: &Key, waker: Waker) -> Option<Waker> {
        self.places[key.0].waker.replace(waker)
    }

    /// Takes a place back. Returns what its owner was told, and its waker, to be dropped without the lock.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the place is not its owner's any more"
    )]
    pub(crate) fn remove(&mut self, key: Key) -> (Told, Option<Waker>) {
        let index = key.0;
        let told = self.places[index].told;
        if told == Told::Nothing {
            self.unlink(index);
        }
        let waker = self.places[index].waker.take();
        self.places[index].next = self.free;
        self.free = index;
        self.used -= 1;
        if self.used == 0 && self.places.len() > KEPT {
            self.places = Vec::new();
            self.free = NONE;
        }
        (told, waker)
    }

    fn unlink(&mut self, index: usize) {
        let (previous, next) = (self.places[index].previous, self.places[index].next);
        match previous {
            NONE => self.first = next,
            _ => self.places[previous].next = next,
        }
        match next {
            NONE => self.last = previous,
            _ => self.places[next].previous = previous,
        }
    }
}
