//! Futures whose outputs come in the order in which they were pushed.

use std::{
    collections::VecDeque,
    fmt, mem,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Stream, stream::FusedStream};
use pin_project_lite::pin_project;

use super::{FullError, FuturesUnordered};
use crate::stream::Budget;

/// A queue of futures of one type, and the stream of their outputs in its order.
///
/// All of them are polled concurrently, as in a [`FuturesUnordered`]; outputs that come before their turn
/// are kept. A future that panics is removed, and the others go on.
///
/// # Examples
///
/// ```
/// use std::future::ready;
/// use anyrt_combinators::{futures_util::StreamExt, set::FuturesOrdered};
/// # use futures_util::FutureExt;
/// # let wait = async {
/// let mut queue: FuturesOrdered<_> = [ready(1), ready(2)].into_iter().collect();
/// queue.push_front(ready(0));
/// assert_eq!(queue.collect::<Vec<_>>().await, [0, 1, 2]);
/// # };
/// # wait.now_or_never().unwrap();
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct FuturesOrdered<F: Future> {
    running: FuturesUnordered<Numbered<F>>,
    /// The places from the number `first` on. They are as many as were pushed and not given.
    places: VecDeque<Place<F::Output>>,
    first: u64,
    /// How many places were lost.
    lost: usize,
    bound: usize,
    budget: Budget,
}

/// The place of a future in the queue.
enum Place<T> {
    Running,
    Done(T),
    /// The future has panicked.
    Lost,
}

pin_project! {
    struct Numbered<F> {
        #[pin]
        future: F,
        number: u64,
    }
}

impl<F: Future> Future for Numbered<F> {
    type Output = (u64, F::Output);

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        this.future.poll(cx).map(|output| (*this.number, output))
    }
}

// Futures are pinned on the heap, and outputs are not pinned.
impl<F: Future> Unpin for FuturesOrdered<F> {}

impl<F: Future> FuturesOrdered<F> {
    /// Makes an empty queue, which allocates nothing.
    pub const fn new() -> Self {
        Self {
            running: FuturesUnordered::new(),
            places: VecDeque::new(),
            first: 0,
            lost: 0,
            bound: usize::MAX,
            budget: Budget::new(),
        }
    }

    /// Makes an empty queue that takes so many futures at a time, those whose outputs are kept included,
    /// and allocates nothing.
    pub const fn bounded(bound: NonZeroUsize) -> Self {
        let mut queue = Self::new();
        queue.bound = bound.get();
        queue
    }

    /// Returns how many outputs are to come, those that are kept included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len() - self.lost
    }

    /// Returns whether no output is to come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a future at the end, if the queue is not full.
    ///
    /// # Errors
    ///
    /// The future is given back if as many outputs as the bound are to come.
    ///
    /// # Panics
    ///
    /// If there are 2³² futures.
    pub fn try_push_back(&mut self, future: F) -> Result<(), FullError<F>> {
        if self.len() >= self.bound {
            return Err(FullError::new(future));
        }
        self.push_back(future);
        Ok(())
    }

    /// Adds a future at the end.
    ///
    /// # Panics
    ///
    /// If the queue is full, or there are 2³² futures.
    pub fn push_back(&mut self, future: F) {
        assert!(self.len() < self.bound, "the queue is full");
        let number = self.first.wrapping_add(self.places.len() as u64);
        self.running.push(Numbered { future, number });
        self.places.push_back(Place::Running);
    }

    /// Adds a future at the front: its output is the next one.
    ///
    /// # Panics
    ///
    /// If the queue is full, or there are 2³² futures.
    pub fn push_front(&mut self, future: F) {
        assert!(self.len() < self.bound, "the queue is full");
        let number = self.first.wrapping_sub(1);
        self.running.push(Numbered { future, number });
        self.places.push_front(Place::Running);
        self.first = number;
    }

    /// Drops every future and every output.
    pub fn clear(&mut self) {
        self.running.clear();
        self.places.clear();
        self.lost = 0;
    }

    fn pop(&mut self) -> Option<F::Output> {
        loop {
            match self.places.pop_front()? {
                Place::Done(output) => {
                    self.first = self.first.wrapping_add(1);
                    return Some(output);
                }
                Place::Running => {
                    self.places.push_front(Place::Running);
                    return None;
                }
                Place::Lost => {
                    self.first = self.first.wrapping_add(1);
                    self.lost -= 1;
                }
            }
        }
    }

    /// Takes the place of a future that has panicked away, so that the others do not wait for it.
    #[cold]
    fn find_lost(&mut self) {
        let mut is_running = vec![false; self.places.len()];
        self.running.for_each_child(|child| {
            is_running[child.number.wrapping_sub(self.first) as usize] = true;
        });
        for (place, is_running) in self.places.iter_mut().zip(is_running) {
            if matches!(place, Place::Running) && !is_running {
                *place = Place::Lost;
                self.lost += 1;
            }
        }
    }
}

impl<F: Future> Stream for FuturesOrdered<F> {
    type Item = F::Output;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let this = self.get_mut();
        if this.budget.is_spent(cx.waker()) {
            return Poll::Pending;
        }
        loop {
            if let Some(output) = this.pop() {
                this.budget.spend();
                return Poll::Ready(Some(output));
            }
            let guard = Guard(this);
            // It is pending by itself now and then, however many are ready.
            let done = Pin::new(&mut guard.0.running).poll_next(cx);
            mem::forget(guard);
            let Some((number, output)) = ready!(done) else {
                return Poll::Ready(None);
            };
            let place = number.wrapping_sub(this.first) as usize;
            this.places[place] = Place::Done(output);
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

/// Finds whose place was lost if a future panics.
struct Guard<'a, F: Future>(&'a mut FuturesOrdered<F>);

impl<F: Future> Drop for Guard<'_, F> {
    #[inline]
    fn drop(&mut self) {
        self.0.find_lost();
    }
}

impl<F: Future> FusedStream for FuturesOrdered<F> {
    fn is_terminated(&self) -> bool {
        self.is_empty() && self.running.is_terminated()
    }
}

impl<F: Future> Default for FuturesOrdered<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F: Future> Extend<F> for FuturesOrdered<F> {
    fn extend<I: IntoIterator<Item = F>>(&mut self, futures: I) {
        futures
            .into_iter()
            .for_each(|future| self.push_back(future));
    }
}

impl<F: Future> FromIterator<F> for FuturesOrdered<F> {
    fn from_iter<I: IntoIterator<Item = F>>(futures: I) -> Self {
        let mut queue = Self::new();
        queue.extend(futures);
        queue
    }
}

impl<F: Future> fmt::Debug for FuturesOrdered<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FuturesOrdered")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
