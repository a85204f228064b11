//! Futures whose outputs come in the order in which they were pushed.

use std::{
    collections::VecDeque,
    fmt,
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
/// are kept.
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
    /// The outputs from the number `first` on, as far as they are there.
    outputs: VecDeque<Option<F::Output>>,
    first: u64,
    bound: usize,
    budget: Budget,
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
            outputs: VecDeque::new(),
            first: 0,
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
        self.outputs.len()
    }

    /// Returns whether no output is to come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
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
        let number = self.first.wrapping_add(self.outputs.len() as u64);
        self.running.push(Numbered { future, number });
        self.outputs.push_back(None);
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
        self.outputs.push_front(None);
        self.first = number;
    }

    /// Drops every future and every output.
    pub fn clear(&mut self) {
        self.running.clear();
        self.outputs.clear();
    }

    fn pop(&mut self) -> Option<F::Output> {
        self.outputs.front()?.as_ref()?;
        self.first = self.first.wrapping_add(1);
        self.outputs.pop_front()?
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
            // It is pending by itself now and then, however many are ready.
            let done = ready!(Pin::new(&mut this.running).poll_next(cx));
            let Some((number, output)) = done else {
                return Poll::Ready(None);
            };
            let place = number.wrapping_sub(this.first) as usize;
            this.outputs[place] = Some(output);
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
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
