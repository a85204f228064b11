//! Futures whose outputs come as they are done.

use std::{
    fmt,
    num::NonZeroUsize,
    ops::ControlFlow,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::{Stream, stream::FusedStream};

use super::{FullError, Key, members::Members};
use crate::stream::Budget;

/// A set of futures of one type, and the stream of their outputs in the order in which they are done.
///
/// A future is polled when it was woken, and for the first time by the next poll of the set; pushing wakes
/// nobody. At most 128 futures are polled by one poll, and after 128 outputs in a row the stream is pending
/// once. The stream ends when the set is empty, and goes on if a future is pushed after that. A future
/// that panics is removed.
///
/// # Examples
///
/// ```
/// use std::future::ready;
/// use anyrt_combinators::{futures_util::StreamExt, set::FuturesUnordered};
/// # use futures_util::FutureExt;
/// # let wait = async {
/// let mut set = FuturesUnordered::new();
/// set.push(ready(1));
/// set.push(ready(2));
/// let sum = set.fold(0, async |sum, output| sum + output).await;
/// assert_eq!(sum, 3);
/// # };
/// # wait.now_or_never().unwrap();
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct FuturesUnordered<F> {
    members: Members<F>,
    budget: Budget,
    has_ended: bool,
}

impl<F> FuturesUnordered<F> {
    /// Makes an empty set, which allocates nothing.
    pub const fn new() -> Self {
        Self::with(Members::new())
    }

    /// Makes an empty set that takes so many futures at a time, and allocates nothing.
    pub const fn bounded(bound: NonZeroUsize) -> Self {
        Self::with(Members::bounded(bound))
    }

    const fn with(members: Members<F>) -> Self {
        Self {
            members,
            budget: Budget::new(),
            has_ended: false,
        }
    }

    /// Returns how many futures are not done.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Returns whether no future is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a future, if the set is not full.
    ///
    /// # Errors
    ///
    /// The future is given back if the set has as many as its bound.
    ///
    /// # Panics
    ///
    /// If there are 2³² futures.
    pub fn try_push(&mut self, future: F) -> Result<Key, FullError<F>> {
        if self.members.is_full() {
            return Err(FullError::new(future));
        }
        Ok(self.insert(future))
    }

    /// Adds a future.
    ///
    /// # Panics
    ///
    /// If the set is full, or there are 2³² futures.
    #[inline]
    pub fn push(&mut self, future: F) {
        self.insert(future);
    }

    /// Adds a future, and returns what to remove it by.
    ///
    /// # Panics
    ///
    /// If the set is full, or there are 2³² futures.
    #[inline]
    pub fn insert(&mut self, future: F) -> Key {
        let key = self.members.insert(future);
        self.has_ended = false;
        key
    }

    /// Returns the future with a key, if it is not done.
    pub fn get_pin_mut(&mut self, key: Key) -> Option<Pin<&mut F>> {
        self.members.get_pin_mut(key)
    }

    /// Drops the future with a key, and returns whether it was there.
    pub fn remove(&mut self, key: Key) -> bool {
        self.members.remove(key)
    }

    /// Looks at every future.
    pub(super) fn for_each_child(&self, look: impl FnMut(&F)) {
        self.members.children.for_each(look);
    }

    /// Drops every future.
    pub fn clear(&mut self) {
        self.members.clear();
    }
}

impl<F: Future> Stream for FuturesUnordered<F> {
    type Item = F::Output;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let this = self.get_mut();
        if this.is_empty() {
            this.has_ended = true;
            return Poll::Ready(None);
        }
        if this.budget.is_spent(cx.waker()) {
            return Poll::Pending;
        }
        let Members { children, set, .. } = &mut this.members;
        let poll = set.poll_first(cx, |index, cx| {
            match children.poll(index, |child| child.poll(cx)) {
                Poll::Ready(output) => ControlFlow::Break(output),
                Poll::Pending => ControlFlow::Continue(()),
            }
        });
        match poll {
            Poll::Ready(_) => this.budget.spend(),
            Poll::Pending => this.budget.restore(),
        }
        poll.map(Some)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

impl<F: Future> FusedStream for FuturesUnordered<F> {
    fn is_terminated(&self) -> bool {
        self.has_ended
    }
}

impl<F> Default for FuturesUnordered<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F> Extend<F> for FuturesUnordered<F> {
    fn extend<I: IntoIterator<Item = F>>(&mut self, futures: I) {
        futures.into_iter().for_each(|future| self.push(future));
    }
}

impl<F> FromIterator<F> for FuturesUnordered<F> {
    fn from_iter<I: IntoIterator<Item = F>>(futures: I) -> Self {
        let mut set = Self::new();
        set.extend(futures);
        set
    }
}

impl<F> fmt::Debug for FuturesUnordered<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FuturesUnordered")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
