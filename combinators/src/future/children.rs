//! How the children of a combinator are kept, and what is done with one of them by its number.
//!
//! Nothing here is of use but to the combinators; the traits are public since the types of these are.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub use super::child::MaybeDone;
use super::{
    raw::element,
    tuple::{self, for_tuples},
};

/// Futures in a fixed order, each with its output once it is done.
pub trait Children {
    /// Returns how many there are.
    fn count(&self) -> usize;

    /// Polls the child number `index` unless it is done. It is ready in the poll that finishes the child,
    /// never again.
    fn poll_child(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<()>;

    /// Drops every child, and what they gave.
    fn clear(self: Pin<&mut Self>);
}

/// Children of one type.
pub trait Slice {
    /// Their type.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if the future is: the combinator drops it where it is.
    type Child: Future;

    /// Returns them.
    fn slice(&self) -> &[MaybeDone<Self::Child>];

    /// Returns them, pinned.
    fn slice_mut(self: Pin<&mut Self>) -> Pin<&mut [MaybeDone<Self::Child>]>;

    /// Returns one of them.
    fn child(self: Pin<&mut Self>, index: usize) -> Pin<&mut MaybeDone<Self::Child>> {
        element(self.slice_mut(), index)
    }
}

impl<F: Future, const N: usize> Slice for [MaybeDone<F>; N] {
    type Child = F;

    #[inline]
    fn slice(&self) -> &[MaybeDone<F>] {
        self
    }

    #[inline]
    fn slice_mut(self: Pin<&mut Self>) -> Pin<&mut [MaybeDone<F>]> {
        self
    }
}

/// Children on the heap, in one piece.
pub type Boxed<F> = Pin<Box<[MaybeDone<F>]>>;

impl<F: Future> Slice for Boxed<F> {
    type Child = F;

    #[inline]
    fn slice(&self) -> &[MaybeDone<F>] {
        self
    }

    #[inline]
    fn slice_mut(self: Pin<&mut Self>) -> Pin<&mut [MaybeDone<F>]> {
        self.as_deref_mut()
    }
}

/// Makes a child that is to be polled.
#[inline]
pub(super) fn start<F: IntoFuture>(future: F) -> MaybeDone<F::IntoFuture> {
    MaybeDone::new(future.into_future())
}

/// Makes children out of futures.
pub(super) fn boxed<I>(futures: I) -> Boxed<<I::Item as IntoFuture>::IntoFuture>
where
    I: IntoIterator<Item: IntoFuture>,
{
    let children: Box<[_]> = futures.into_iter().map(start).collect();
    children.into()
}

/// Takes the output of a child that is done.
#[inline]
pub(super) fn output<F: Future>(child: Pin<&mut MaybeDone<F>>) -> F::Output {
    child.take_output().expect("the child is done")
}

impl<S: Slice> Children for S {
    #[inline]
    fn count(&self) -> usize {
        self.slice().len()
    }

    #[inline]
    fn poll_child(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<()> {
        self.child(index).poll(cx)
    }

    fn clear(mut self: Pin<&mut Self>) {
        for index in 0..self.count() {
            self.as_mut().child(index).clear();
        }
    }
}

macro_rules! children {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Future),+> Children for tuple::$Tuple<$(MaybeDone<$T>),+> {
            #[inline]
            fn count(&self) -> usize {
                $count
            }

            #[inline]
            fn poll_child(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> Poll<()> {
                let this = self.project();
                match index {
                    $($index => this.$field.poll(cx),)+
                    _ => Poll::Pending,
                }
            }

            fn clear(self: Pin<&mut Self>) {
                let this = self.project();
                $(this.$field.clear();)+
            }
        }
    };
}
for_tuples!(children);
