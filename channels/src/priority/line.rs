//! The senders that wait, the most urgent one in front.
//!
//! Their messages lie here while they wait: they are compared with one another. A message leaves with its
//! sender, never without it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    task::Waker,
};

use super::{plan::Plan, ranked::Ranked};
use crate::waiters::Told;

/// With more places than this, the vectors are given back when nobody has one.
const KEPT: usize = 64;

/// The place of a sender, which gives it back by `remove`.
#[derive(Debug)]
pub(super) struct Key(usize);

struct Place<P, T> {
    /// There while somebody has the place.
    entry: Option<Ranked<P, T>>,
    /// Where it is in the heap, if it was told nothing yet.
    at: usize,
    told: Told,
    waker: Option<Waker>,
}

/// What a sender gets back with its place.
pub(super) struct Left<P, T> {
    pub(super) message: Option<(P, T)>,
    pub(super) told: Told,
    /// To be dropped without the lock.
    pub(super) waker: Option<Waker>,
}

/// The places, and a heap of those whose senders wait.
pub(super) struct Line<P, T> {
    places: Vec<Place<P, T>>,
    free: Vec<usize>,
    heap: Vec<usize>,
    next: u64,
}

impl<P, T> Line<P, T> {
    pub(super) fn new() -> Self {
        Self {
            places: Vec::new(),
            free: Vec::new(),
            heap: Vec::new(),
            next: 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Tells any sender something, without a comparison. Returns its waker.
    pub(super) fn pop_any(&mut self, told: Told) -> Option<Waker> {
        let index = self.heap.pop()?;
        self.places[index].told = told;
        self.places[index].waker.take()
    }

    pub(super) fn told(&self, key: &Key) -> Told {
        self.places[key.0].told
    }

    pub(super) fn will_wake(&self, key: &Key, waker: &Waker) -> bool {
        let old = &self.places[key.0].waker;
        old.as_ref().is_some_and(|old| old.will_wake(waker))
    }

    /// Gives a sender another waker, and returns the old one, to be dropped without the lock.
    pub(super) fn set_waker(&mut self, key: &Key, waker: Waker) -> Option<Waker> {
        self.places[key.0].waker.replace(waker)
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.heap.swap(a, b);
        self.places[self.heap[a]].at = a;
        self.places[self.heap[b]].at = b;
    }
}

impl<P: Ord, T> Line<P, T> {
    /// Returns whether one entry of the heap comes before another.
    fn comes_before(&self, a: usize, b: usize) -> bool {
        let entry = |at: usize| self.places[self.heap[at]].entry.as_ref();
        match (entry(a), entry(b)) {
            (Some(a), Some(b)) => a.comes_before(b),
            _ => false,
        }
    }

    /// Takes a sender in. If a comparison panics, it is last in the line, and `Err` has the panic.
    pub(super) fn push(&mut self, message: (P, T), waker: Waker) -> (Key, std::thread::Result<()>) {
        let at = self.heap.len();
        let place = Place {
            entry: Some(Ranked {
                message,
                number: self.next,
            }),
            at,
            told: Told::Nothing,
            waker: Some(waker),
        };
        self.next += 1;
        let index = match self.free.pop() {
            Some(index) => {
                self.places[index] = place;
                index
            }
            None => {
                self.places.push(place);
                self.places.len() - 1
            }
        };
        self.heap.push(index);
        let planned = catch_unwind(AssertUnwindSafe(|| {
            Plan::up(at, |above| self.comes_before(at, above))
        }));
        let result = planned.map(|plan| plan.carry_out(at, |a, b| self.swap(a, b)));
        (Key(index), result)
    }

    /// Tells the most urgent sender something. Returns its waker.
    pub(super) fn pop(&mut self, told: Told) -> Option<Waker> {
        let index = *self.heap.first()?;
        self.take_out(0);
        self.places[index].told = told;
        self.places[index].waker.take()
    }

    /// Takes an entry out of the heap. If a comparison panics, it goes all the same, and the order of the others
    /// is not what it should be.
    fn take_out(&mut self, at: usize) {
        let end = self.heap.len() - 1;
        let planned = if at == end {
            None
        } else {
            let plan = || Plan::refill(at, end, |a, b| self.comes_before(a, b));
            catch_unwind(AssertUnwindSafe(plan)).ok()
        };
        self.heap.swap_remove(at);
        if let Some(moved) = self.heap.get(at) {
            self.places[*moved].at = at;
        }
        if let Some(plan) = planned {
            plan.carry_out(at, |a, b| self.swap(a, b));
        }
    }

    /// Takes a place back.
    pub(super) fn remove(&mut self, key: &Key) -> Left<P, T> {
        let index = key.0;
        let told = self.places[index].told;
        if told == Told::Nothing {
            self.take_out(self.places[index].at);
        }
        let place = &mut self.places[index];
        let left = Left {
            message: place.entry.take().map(|entry| entry.message),
            told,
            waker: place.waker.take(),
        };
        self.free.push(index);
        if self.free.len() == self.places.len() && self.places.len() > KEPT {
            *self = Self {
                next: self.next,
                ..Self::new()
            };
        }
        left
    }
}
