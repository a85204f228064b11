//! One item of each, together.

use std::{
    fmt,
    ops::ControlFlow,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Stream, stream::FusedStream};
use pin_project_lite::pin_project;

use super::budget::Budget;
use crate::{
    future::{
        raw::element,
        tuple::{self, for_tuples},
    },
    wake_set::WakeSet,
};

/// Streams whose items can be taken together.
pub trait Zip {
    /// One item of each: a tuple, an array or a vector.
    type Item;

    /// The zipped stream.
    type Stream: Stream<Item = Self::Item>;

    /// Gives one item of each stream at a time, until the first of them ends.
    ///
    /// A stream that has given its item waits for the others. At the end, items that wait are dropped,
    /// and so are the streams. No streams give no items.
    ///
    /// # Examples
    ///
    /// ```
    /// use anyrt_combinators::{futures_util::{StreamExt, stream}, stream::Zip};
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// let zipped = (stream::iter([1, 2, 3]), stream::iter(["a", "b"])).zip();
    /// assert_eq!(zipped.collect::<Vec<_>>().await, [(1, "a"), (2, "b")]);
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn zip(self) -> Self::Stream;
}

pin_project! {
    /// The stream of [`Zip::zip`].
    #[must_use = "streams do nothing unless polled"]
    pub struct ZipStream<C> {
        #[pin]
        children: C,
        set: WakeSet,
        count: usize,
        missing: usize,
        has_ended: bool,
        budget: Budget,
    }
}

pin_project! {
    /// A stream, and its item while it waits for the others.
    #[derive(Debug)]
    pub struct ZipChild<S: Stream> {
        #[pin]
        stream: Option<S>,
        item: Option<S::Item>,
    }
}

/// Children that give an item each.
pub trait ZipItems {
    /// One item of each.
    type Item;

    /// Returns how many there are.
    fn count(&self) -> usize;

    /// Polls the child number `index` unless its item waits, and returns whether it has one now.
    fn poll_child(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<bool>;

    /// Takes the items of children that all have one.
    fn take(self: Pin<&mut Self>) -> Self::Item;

    /// Drops the streams and their items.
    fn clear(self: Pin<&mut Self>);
}

impl<C: ZipItems> ZipStream<C> {
    fn new(children: C) -> Self {
        let count = children.count();
        Self {
            children,
            set: WakeSet::new(count),
            count,
            missing: count,
            has_ended: count == 0,
            budget: Budget::new(),
        }
    }
}

impl<C: ZipItems> Stream for ZipStream<C> {
    type Item = C::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<C::Item>> {
        let this = self.project();
        let (mut children, missing) = (this.children, this.missing);
        if *this.has_ended {
            return Poll::Ready(None);
        }
        if this.budget.is_spent(cx.waker()) {
            return Poll::Pending;
        }
        let poll = this.set.poll_first(cx, |index, cx| {
            match children.as_mut().poll_child(index, cx) {
                Poll::Ready(true) => *missing -= 1,
                Poll::Ready(false) => return ControlFlow::Break(false),
                Poll::Pending => {}
            }
            if *missing == 0 {
                ControlFlow::Break(true)
            } else {
                ControlFlow::Continue(())
            }
        });
        if poll.is_pending() {
            this.budget.restore();
        }
        if ready!(poll) {
            this.budget.spend();
            *missing = *this.count;
            this.set.wake_all();
            return Poll::Ready(Some(children.take()));
        }
        *this.has_ended = true;
        *this.set = WakeSet::new(0);
        children.clear();
        Poll::Ready(None)
    }
}

impl<C: ZipItems> FusedStream for ZipStream<C> {
    fn is_terminated(&self) -> bool {
        self.has_ended
    }
}

impl<C> fmt::Debug for ZipStream<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZipStream")
            .field("missing", &self.missing)
            .field("has_ended", &self.has_ended)
            .finish_non_exhaustive()
    }
}

impl<S: Stream> ZipChild<S> {
    fn new(stream: S) -> Self {
        Self {
            stream: Some(stream),
            item: None,
        }
    }

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        let this = self.project();
        let (None, Some(stream)) = (&this.item, this.stream.as_pin_mut()) else {
            return Poll::Pending;
        };
        *this.item = ready!(stream.poll_next(cx));
        Poll::Ready(this.item.is_some())
    }

    #[inline]
    fn take(self: Pin<&mut Self>) -> S::Item {
        let item = self.project().item.take();
        item.expect("every stream has given an item")
    }

    fn clear(self: Pin<&mut Self>) {
        let mut this = self.project();
        this.stream.set(None);
        *this.item = None;
    }
}

impl<S: Stream, const N: usize> ZipItems for [ZipChild<S>; N] {
    type Item = [S::Item; N];

    fn count(&self) -> usize {
        N
    }

    #[inline]
    fn poll_child(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<bool> {
        element(self, index).poll(cx)
    }

    fn take(mut self: Pin<&mut Self>) -> Self::Item {
        std::array::from_fn(|index| element(self.as_mut(), index).take())
    }

    fn clear(mut self: Pin<&mut Self>) {
        for index in 0..N {
            element(self.as_mut(), index).clear();
        }
    }
}

impl<S: Stream, const N: usize> Zip for [S; N] {
    type Item = [S::Item; N];
    type Stream = ZipStream<[ZipChild<S>; N]>;

    fn zip(self) -> Self::Stream {
        ZipStream::new(self.map(ZipChild::new))
    }
}

impl<S: Stream> ZipItems for Pin<Box<[ZipChild<S>]>> {
    type Item = Vec<S::Item>;

    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn poll_child(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<bool> {
        element(self.as_deref_mut(), index).poll(cx)
    }

    fn take(mut self: Pin<&mut Self>) -> Self::Item {
        let count = self.count();
        (0..count)
            .map(|index| element(self.as_mut().as_deref_mut(), index).take())
            .collect()
    }

    fn clear(mut self: Pin<&mut Self>) {
        self.set(Box::<[ZipChild<S>]>::default().into());
    }
}

impl<S: Stream> Zip for Vec<S> {
    type Item = Vec<S::Item>;
    type Stream = ZipStream<Pin<Box<[ZipChild<S>]>>>;

    fn zip(self) -> Self::Stream {
        let children: Box<[_]> = self.into_iter().map(ZipChild::new).collect();
        ZipStream::new(children.into())
    }
}

macro_rules! zip {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Stream),+> ZipItems for tuple::$Tuple<$(ZipChild<$T>),+> {
            type Item = ($($T::Item,)+);

            fn count(&self) -> usize {
                $count
            }

            #[inline]
            fn poll_child(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<bool> {
                let this = self.project();
                match index {
                    $($index => this.$field.poll(cx),)+
                    _ => Poll::Pending,
                }
            }

            fn take(self: Pin<&mut Self>) -> Self::Item {
                let this = self.project();
                ($(this.$field.take(),)+)
            }

            fn clear(self: Pin<&mut Self>) {
                let this = self.project();
                $(this.$field.clear();)+
            }
        }

        impl<$($T: Stream),+> Zip for ($($T,)+) {
            type Item = ($($T::Item,)+);
            type Stream = ZipStream<tuple::$Tuple<$(ZipChild<$T>),+>>;

            fn zip(self) -> Self::Stream {
                ZipStream::new(tuple::$Tuple { $($field: ZipChild::new(self.$index),)+ })
            }
        }
    };
}
for_tuples!(zip);
