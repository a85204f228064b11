//! How the children of a combinator are kept, and what is done with one of them by its number.
//!
//! Nothing here is of use but to the combinators; the traits are public since the types of these are.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;

use crate::future::{
    raw::element,
    tuple::{self, for_tuples},
};

/// Streams of one type of items, each until its end.
pub trait Children {
    /// Their items.
    type Item;

    /// Returns how many there were.
    fn count(&self) -> usize;

    /// Polls the child number `index`, and drops it at its end. It is pending if it has ended before.
    fn poll_child(
        self: Pin<&mut Self>,
        index: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>>;
}

/// Children on the heap, in one piece.
pub type Boxed<S> = Pin<Box<[Option<S>]>>;

/// Makes children out of streams.
pub(super) fn boxed<S>(streams: Vec<S>) -> Boxed<S> {
    let children: Box<[_]> = streams.into_iter().map(Some).collect();
    children.into()
}

#[inline]
fn poll<S: Stream>(mut child: Pin<&mut Option<S>>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
    let Some(stream) = child.as_mut().as_pin_mut() else {
        return Poll::Pending;
    };
    let poll = stream.poll_next(cx);
    if let Poll::Ready(None) = poll {
        child.set(None);
    }
    poll
}

impl<S: Stream, const N: usize> Children for [Option<S>; N] {
    type Item = S::Item;

    #[inline]
    fn count(&self) -> usize {
        N
    }

    #[inline]
    fn poll_child(
        self: Pin<&mut Self>,
        index: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<S::Item>> {
        poll(element(self, index), cx)
    }
}

impl<S: Stream> Children for Boxed<S> {
    type Item = S::Item;

    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn poll_child(
        self: Pin<&mut Self>,
        index: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<S::Item>> {
        poll(element(self.as_deref_mut(), index), cx)
    }
}

macro_rules! children {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Stream<Item = Item>,)+ Item> Children for tuple::$Tuple<$(Option<$T>),+> {
            type Item = Item;

            #[inline]
            fn count(&self) -> usize {
                $count
            }

            #[inline]
            fn poll_child(
                self: Pin<&mut Self>,
                index: usize,
                cx: &mut Context<'_>,
            ) -> Poll<Option<Item>> {
                let this = self.project();
                match index {
                    $($index => poll(this.$field, cx),)+
                    _ => Poll::Pending,
                }
            }
        }
    };
}
for_tuples!(children);
