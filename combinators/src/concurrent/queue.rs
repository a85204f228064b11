//! The two sets that a buffer is made of.

use futures_util::Stream;

use crate::set::{FuturesOrdered, FuturesUnordered};

/// A set of futures that says in which order their outputs come.
///
/// It is of no use but to [`Concurrent`](super::Concurrent); it is public since that type is.
pub trait Queue<F: Future>: Stream<Item = F::Output> + Unpin + Default {
    /// Adds a future, the last one if there is an order.
    fn add(&mut self, future: F);

    /// Returns how many outputs are to come, those that wait for their turn included.
    fn held(&self) -> usize;
}

impl<F: Future> Queue<F> for FuturesUnordered<F> {
    #[inline]
    fn add(&mut self, future: F) {
        self.push(future);
    }

    #[inline]
    fn held(&self) -> usize {
        self.len()
    }
}

impl<F: Future> Queue<F> for FuturesOrdered<F> {
    #[inline]
    fn add(&mut self, future: F) {
        self.push_back(future);
    }

    #[inline]
    fn held(&self) -> usize {
        self.len()
    }
}
