//! Waiting for the first, and getting the others back.

use std::{
    fmt, mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::future::FusedFuture;
use pin_project_lite::pin_project;

use super::{
    children::{Boxed, Children, MaybeDone, Slice, boxed, start},
    select::{Chosen, SelectFuture},
    tuple::{self, for_tuples},
};

/// Futures the first of which is waited for, with the others to go on with.
///
/// They are `Unpin`, since they are moved after they were polled: futures that are not are boxed, or
/// pinned where they are and given as `Pin<&mut F>`.
pub trait SelectWithRest {
    /// Which future was the first, and what it gave, as for [`Select`](super::Select).
    type Output;

    /// The others: a tuple or an array of `Option`s with `None` in its place, or a vector without it.
    type Rest;

    /// The future that waits.
    type Future: Future<Output = (Self::Output, Self::Rest)>;

    /// Waits until the first future is done, and returns which it is, what it gave, and the others.
    ///
    /// # Panics
    ///
    /// If there are no futures, in an array or a vector.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if each of the futures is: they are dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::{pending, ready};
    /// use anyrt_combinators::future::{Select2, SelectWithRest};
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// let (first, rest) = (ready(1), pending::<()>()).select_with_rest().await;
    /// assert_eq!(first, Select2::A(1));
    /// assert!(rest.0.is_none() && rest.1.is_some());
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn select_with_rest(self) -> Self::Future;
}

pin_project! {
    /// The future of [`SelectWithRest::select_with_rest`].
    ///
    /// # Panics
    ///
    /// If it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if each of the futures is: they are dropped.
    #[must_use = "futures do nothing unless polled"]
    pub struct SelectWithRestFuture<C> {
        #[pin]
        select: SelectFuture<C>,
    }
}

/// Children that can be moved out.
pub trait Rest: Chosen {
    /// The children that are not done.
    type Rest;

    /// Takes the children that are not done.
    fn take_rest(self: Pin<&mut Self>) -> Self::Rest;
}

impl<C: Children> SelectWithRestFuture<C> {
    fn new(children: C) -> Self {
        Self {
            select: SelectFuture::new(children),
        }
    }

    /// Polls those that were woken in their order, so that the first of several that are ready is chosen.
    pub fn biased(mut self) -> Self {
        self.select = self.select.biased();
        self
    }
}

impl<C: Rest> Future for SelectWithRestFuture<C> {
    type Output = (C::Output, C::Rest);

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let select = self.project().select;
        let (mut children, chosen) = ready!(select.poll_chosen(cx, "SelectWithRest"));
        let output = children.as_mut().choose(chosen);
        Poll::Ready((output, children.take_rest()))
    }
}

impl<C: Rest> FusedFuture for SelectWithRestFuture<C> {
    fn is_terminated(&self) -> bool {
        self.select.is_finished()
    }
}

impl<C> fmt::Debug for SelectWithRestFuture<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SelectWithRestFuture")
            .field(&self.select)
            .finish()
    }
}

/// Takes a child that is not done.
fn rest<F: Future + Unpin>(child: Pin<&mut MaybeDone<F>>) -> Option<F> {
    mem::replace(child.get_mut(), MaybeDone::gone()).into_future()
}

impl<F: Future + Unpin, const N: usize> Rest for [MaybeDone<F>; N] {
    type Rest = [Option<F>; N];

    fn take_rest(mut self: Pin<&mut Self>) -> Self::Rest {
        std::array::from_fn(|index| rest(self.as_mut().child(index)))
    }
}

impl<F: IntoFuture<IntoFuture: Unpin>, const N: usize> SelectWithRest for [F; N] {
    type Output = (usize, F::Output);
    type Rest = [Option<F::IntoFuture>; N];
    type Future = SelectWithRestFuture<[MaybeDone<F::IntoFuture>; N]>;

    fn select_with_rest(self) -> Self::Future {
        SelectWithRestFuture::new(self.map(start))
    }
}

impl<F: Future + Unpin> Rest for Boxed<F> {
    type Rest = Vec<F>;

    fn take_rest(mut self: Pin<&mut Self>) -> Self::Rest {
        let count = self.count();
        (0..count)
            .filter_map(|index| rest(self.as_mut().child(index)))
            .collect()
    }
}

impl<F: IntoFuture<IntoFuture: Unpin>> SelectWithRest for Vec<F> {
    type Output = (usize, F::Output);
    type Rest = Vec<F::IntoFuture>;
    type Future = SelectWithRestFuture<Boxed<F::IntoFuture>>;

    fn select_with_rest(self) -> Self::Future {
        SelectWithRestFuture::new(boxed(self))
    }
}

macro_rules! select_with_rest {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Future + Unpin),+> Rest for tuple::$Tuple<$(MaybeDone<$T>),+> {
            type Rest = ($(Option<$T>,)+);

            fn take_rest(self: Pin<&mut Self>) -> Self::Rest {
                let this = self.project();
                ($(rest(this.$field),)+)
            }
        }

        impl<$($T: IntoFuture<IntoFuture: Unpin>),+> SelectWithRest for ($($T,)+) {
            type Output = super::select::$Select<$($T::Output),+>;
            type Rest = ($(Option<$T::IntoFuture>,)+);
            type Future = SelectWithRestFuture<tuple::$Tuple<$(MaybeDone<$T::IntoFuture>),+>>;

            fn select_with_rest(self) -> Self::Future {
                SelectWithRestFuture::new(tuple::$Tuple { $($field: start(self.$index),)+ })
            }
        }
    };
}
for_tuples!(select_with_rest);
