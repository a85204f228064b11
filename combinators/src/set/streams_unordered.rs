//! Streams whose items come as they do.

use std::{
    fmt,
    num::NonZeroUsize,
    ops::ControlFlow,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Stream, stream::FusedStream};

use super::{FullError, Key, members::Members};
use crate::stream::Budget;

/// A set of streams of one type, and the stream of their items in the order in which they come.
///
/// A stream is polled when it was woken or has just given an item, and for the first time by the next poll
/// of the set; pushing wakes nobody. Streams that have items ready take turns, and after 128 items in a
/// row the set is pending once. A stream is dropped at its end. The set ends when it is empty, and goes on
/// if a stream is pushed after that.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::{futures_util::{StreamExt, stream}, set::StreamsUnordered};
/// # use futures_util::FutureExt;
/// # let wait = async {
/// let mut set = StreamsUnordered::new();
/// set.push(stream::iter([1, 2]));
/// let removed = set.insert(stream::iter([3, 4]));
/// assert!(set.remove(removed));
/// assert_eq!(set.collect::<Vec<_>>().await, [1, 2]);
/// # };
/// # wait.now_or_never().unwrap();
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct StreamsUnordered<S> {
    members: Members<S>,
    budget: Budget,
    has_ended: bool,
}

impl<S> StreamsUnordered<S> {
    /// Makes an empty set, which allocates nothing.
    pub const fn new() -> Self {
        Self::with(Members::new())
    }

    /// Makes an empty set that takes so many streams at a time, and allocates nothing.
    pub const fn bounded(bound: NonZeroUsize) -> Self {
        Self::with(Members::bounded(bound))
    }

    const fn with(members: Members<S>) -> Self {
        Self {
            members,
            budget: Budget::new(),
            has_ended: false,
        }
    }

    /// Returns how many streams have not ended.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Returns whether no stream is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a stream, if the set is not full.
    ///
    /// # Errors
    ///
    /// The stream is given back if the set has as many as its bound.
    ///
    /// # Panics
    ///
    /// If there are 2³² streams.
    pub fn try_push(&mut self, stream: S) -> Result<Key, FullError<S>> {
        if self.members.is_full() {
            return Err(FullError::new(stream));
        }
        Ok(self.insert(stream))
    }

    /// Adds a stream.
    ///
    /// # Panics
    ///
    /// If the set is full, or there are 2³² streams.
    pub fn push(&mut self, stream: S) {
        self.insert(stream);
    }

    /// Adds a stream, and returns what to remove it by.
    ///
    /// # Panics
    ///
    /// If the set is full, or there are 2³² streams.
    pub fn insert(&mut self, stream: S) -> Key {
        let key = self.members.insert(stream);
        self.has_ended = false;
        key
    }

    /// Returns the stream with a key, if it has not ended.
    pub fn get_pin_mut(&mut self, key: Key) -> Option<Pin<&mut S>> {
        self.members.get_pin_mut(key)
    }

    /// Drops the stream with a key, and returns whether it was there.
    pub fn remove(&mut self, key: Key) -> bool {
        self.members.remove(key)
    }

    /// Drops every stream.
    pub fn clear(&mut self) {
        self.members.clear();
    }
}

impl<S: Stream> Stream for StreamsUnordered<S> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
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
            let Some(stream) = children.get(index) else {
                return ControlFlow::Continue(());
            };
            match stream.poll_next(cx) {
                Poll::Ready(Some(item)) => return ControlFlow::Break(Some((index, item))),
                Poll::Ready(None) => children.remove(index),
                Poll::Pending => {}
            }
            if children.len() == 0 {
                ControlFlow::Break(None)
            } else {
                ControlFlow::Continue(())
            }
        });
        if poll.is_pending() {
            this.budget.restore();
        }
        let Some((index, item)) = ready!(poll) else {
            this.has_ended = true;
            return Poll::Ready(None);
        };
        this.budget.spend();
        // It may have another one, of which nobody will tell.
        this.members.set.wake(index);
        Poll::Ready(Some(item))
    }
}

impl<S: Stream> FusedStream for StreamsUnordered<S> {
    fn is_terminated(&self) -> bool {
        self.has_ended
    }
}

impl<S> Default for StreamsUnordered<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Extend<S> for StreamsUnordered<S> {
    fn extend<I: IntoIterator<Item = S>>(&mut self, streams: I) {
        streams.into_iter().for_each(|stream| self.push(stream));
    }
}

impl<S> FromIterator<S> for StreamsUnordered<S> {
    fn from_iter<I: IntoIterator<Item = S>>(streams: I) -> Self {
        let mut set = Self::new();
        set.extend(streams);
        set
    }
}

impl<S> fmt::Debug for StreamsUnordered<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamsUnordered")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
