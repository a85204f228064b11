//! The items of all, as they come.

use std::{
    fmt, mem,
    ops::ControlFlow,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Stream, stream::FusedStream};
use pin_project_lite::pin_project;

use super::{
    budget::Budget,
    children::{Boxed, Children, boxed},
};
use crate::{
    future::tuple::{self, for_tuples},
    wake_set::WakeSet,
};

/// Streams of one type of items that can be merged.
pub trait Merge {
    /// Their items.
    type Item;

    /// The merged stream.
    type Stream: Stream<Item = Self::Item>;

    /// Gives the items of all streams in the order in which they come, until every stream has ended.
    ///
    /// A stream is polled only when it was woken, or has just given an item. Those that have items ready
    /// take turns; see [`MergeStream::biased`]. After 128 items in a row the merged stream is pending once.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_combinators::{futures_util::{StreamExt, stream}, stream::Merge};
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// let merged = (stream::iter([1, 2, 3]), stream::iter([4])).merge();
    /// let mut items: Vec<_> = merged.collect().await;
    /// items.sort();
    /// assert_eq!(items, [1, 2, 3, 4]);
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn merge(self) -> Self::Stream;
}

pin_project! {
    /// The stream of [`Merge::merge`].
    #[must_use = "streams do nothing unless polled"]
    pub struct MergeStream<C> {
        #[pin]
        children: C,
        set: WakeSet,
        left: usize,
        budget: Budget,
    }
}

impl<C: Children> MergeStream<C> {
    fn new(children: C) -> Self {
        let left = children.count();
        Self {
            children,
            set: WakeSet::new(left),
            left,
            budget: Budget::new(),
        }
    }

    /// Takes an item of the first stream that has one, each time, instead of taking turns.
    pub fn biased(mut self) -> Self {
        self.set = mem::replace(&mut self.set, WakeSet::new(0)).biased();
        self
    }
}

impl<C: Children> Stream for MergeStream<C> {
    type Item = C::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<C::Item>> {
        let this = self.project();
        let (mut children, set, left) = (this.children, this.set, this.left);
        if *left == 0 {
            return Poll::Ready(None);
        }
        if this.budget.is_spent(cx.waker()) {
            return Poll::Pending;
        }
        let poll = set.poll_first(cx, |index, cx| {
            match children.as_mut().poll_child(index, cx) {
                Poll::Ready(Some(item)) => return ControlFlow::Break(Some((index, item))),
                Poll::Ready(None) => *left -= 1,
                Poll::Pending => {}
            }
            if *left == 0 {
                ControlFlow::Break(None)
            } else {
                ControlFlow::Continue(())
            }
        });
        if poll.is_pending() {
            this.budget.restore();
        }
        let Some((index, item)) = ready!(poll) else {
            *set = WakeSet::new(0);
            return Poll::Ready(None);
        };
        this.budget.spend();
        // It may have another one, of which nobody will tell.
        set.wake(index);
        Poll::Ready(Some(item))
    }
}

impl<C: Children> FusedStream for MergeStream<C> {
    fn is_terminated(&self) -> bool {
        self.left == 0
    }
}

impl<C> fmt::Debug for MergeStream<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MergeStream")
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

impl<S: Stream, const N: usize> Merge for [S; N] {
    type Item = S::Item;
    type Stream = MergeStream<[Option<S>; N]>;

    fn merge(self) -> Self::Stream {
        MergeStream::new(self.map(Some))
    }
}

impl<S: Stream> Merge for Vec<S> {
    type Item = S::Item;
    type Stream = MergeStream<Boxed<S>>;

    fn merge(self) -> Self::Stream {
        MergeStream::new(boxed(self))
    }
}

macro_rules! merge {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Stream<Item = Item>,)+ Item> Merge for ($($T,)+) {
            type Item = Item;
            type Stream = MergeStream<tuple::$Tuple<$(Option<$T>),+>>;

            fn merge(self) -> Self::Stream {
                MergeStream::new(tuple::$Tuple { $($field: Some(self.$index),)+ })
            }
        }
    };
}
for_tuples!(merge);
