//! The items of one after the other.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Stream, stream::FusedStream};
use pin_project_lite::pin_project;

use super::{
    budget::Budget,
    children::{Boxed, Children, boxed},
};
use crate::future::tuple::{self, for_tuples};

/// Streams of one type of items that can be chained.
pub trait Chain {
    /// Their items.
    type Item;

    /// The chained stream.
    type Stream: Stream<Item = Self::Item>;

    /// Gives the items of the first stream, then those of the second, and so on until the last one's end.
    ///
    /// A stream is not polled before those before it have ended, and is dropped when it has.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_combinators::{futures_util::{StreamExt, stream}, stream::Chain};
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// let chained = (stream::iter([1, 2]), stream::empty(), stream::iter([3])).chain();
    /// assert_eq!(chained.collect::<Vec<_>>().await, [1, 2, 3]);
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn chain(self) -> Self::Stream;
}

pin_project! {
    /// The stream of [`Chain::chain`].
    #[must_use = "streams do nothing unless polled"]
    pub struct ChainStream<C> {
        #[pin]
        children: C,
        current: usize,
        count: usize,
        budget: Budget,
    }
}

impl<C: Children> ChainStream<C> {
    fn new(children: C) -> Self {
        Self {
            current: 0,
            count: children.count(),
            children,
            budget: Budget::new(),
        }
    }
}

impl<C: Children> Stream for ChainStream<C> {
    type Item = C::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<C::Item>> {
        let this = self.project();
        let mut children = this.children;
        while *this.current < *this.count {
            let item = ready!(children.as_mut().poll_child(*this.current, cx));
            if item.is_some() {
                this.budget.restore();
                return Poll::Ready(item);
            }
            *this.current += 1;
            // Many streams that end at once are as good as one that is always ready.
            this.budget.spend();
            if this.budget.is_spent(cx.waker()) {
                return Poll::Pending;
            }
        }
        Poll::Ready(None)
    }
}

impl<C: Children> FusedStream for ChainStream<C> {
    fn is_terminated(&self) -> bool {
        self.current == self.count
    }
}

impl<C> fmt::Debug for ChainStream<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChainStream")
            .field("current", &self.current)
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}

impl<S: Stream, const N: usize> Chain for [S; N] {
    type Item = S::Item;
    type Stream = ChainStream<[Option<S>; N]>;

    fn chain(self) -> Self::Stream {
        ChainStream::new(self.map(Some))
    }
}

impl<S: Stream> Chain for Vec<S> {
    type Item = S::Item;
    type Stream = ChainStream<Boxed<S>>;

    fn chain(self) -> Self::Stream {
        ChainStream::new(boxed(self))
    }
}

macro_rules! chain {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Stream<Item = Item>,)+ Item> Chain for ($($T,)+) {
            type Item = Item;
            type Stream = ChainStream<tuple::$Tuple<$(Option<$T>),+>>;

            fn chain(self) -> Self::Stream {
                ChainStream::new(tuple::$Tuple { $($field: Some(self.$index),)+ })
            }
        }
    };
}
for_tuples!(chain);
