//! Waiting for the first that succeeds.

use std::{
    error::Error,
    fmt,
    ops::{ControlFlow, Deref, DerefMut},
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::future::FusedFuture;
use pin_project_lite::pin_project;

use super::{
    children::{Boxed, Children, MaybeDone, Slice, boxed, output, start},
    state::State,
    tuple::{self, for_tuples},
};
use crate::wake_set::WakeSet;

/// Futures of results that can race for success.
pub trait RaceOk {
    /// What each of them gives if it succeeds.
    type Output;

    /// The errors, if all fail.
    type Error;

    /// The future that waits.
    type Future: Future<Output = Result<Self::Output, Self::Error>>;

    /// Waits until the first future succeeds, and returns what it gave.
    ///
    /// The others are dropped before that, in the same poll. If several are ready none is preferred; see
    /// [`RaceOkFuture::biased`].
    ///
    /// # Errors
    ///
    /// The errors of all, in their order, if none succeeds; which holds if there are none.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: the errors of those that have failed are dropped with the others.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::ready;
    /// use anyrt_combinators::future::RaceOk;
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// let first = [ready(Err("no")), ready(Ok(2))].race_ok();
    /// assert_eq!(first.await.unwrap(), 2);
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn race_ok(self) -> Self::Future;
}

/// The errors of a race in which nobody succeeded, an array or a vector in the order of the futures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AggregateError<C> {
    errors: C,
}

impl<C> AggregateError<C> {
    /// Returns the errors.
    pub fn into_inner(self) -> C {
        self.errors
    }
}

impl<C> Deref for AggregateError<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.errors
    }
}

impl<C> DerefMut for AggregateError<C> {
    fn deref_mut(&mut self) -> &mut C {
        &mut self.errors
    }
}

impl<C: fmt::Debug> fmt::Debug for AggregateError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AggregateError").field(&self.errors).finish()
    }
}

impl<C> fmt::Display for AggregateError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("every future of the race has failed")
    }
}

impl<C: fmt::Debug> Error for AggregateError<C> {}

pin_project! {
    /// The future of [`RaceOk::race_ok`].
    ///
    /// # Errors
    ///
    /// The errors of all, in their order, if none succeeds.
    ///
    /// # Panics
    ///
    /// If it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: the errors of those that have failed are dropped with the others.
    #[must_use = "futures do nothing unless polled"]
    pub struct RaceOkFuture<C> {
        #[pin]
        children: C,
        state: State,
    }
}

/// Children of results of one type.
pub trait SameResults: Children {
    /// What each of them gives if it succeeds.
    type Output;

    /// The errors, if all fail.
    type Errors;

    /// Takes the output of a child that is done, if it has succeeded.
    fn take_ok(self: Pin<&mut Self>, index: usize) -> Option<Self::Output>;

    /// Takes the errors of children that have all failed.
    fn take_errors(self: Pin<&mut Self>) -> Self::Errors;
}

impl<C: Children> RaceOkFuture<C> {
    fn new(children: C) -> Self {
        let state = State::rotated(children.count());
        Self { children, state }
    }

    /// Polls those that were woken in their order, so that the first of several that are ready wins.
    pub fn biased(mut self) -> Self {
        self.state.change(WakeSet::biased);
        self
    }
}

impl<C: SameResults> Future for RaceOkFuture<C> {
    type Output = Result<C::Output, AggregateError<C::Errors>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut children = this.children;
        let (set, left) = this.state.start("RaceOk");
        let output = if *left == 0 {
            None
        } else {
            ready!(set.poll_first(cx, |index, cx| {
                if children.as_mut().poll_child(index, cx).is_ready() {
                    if let Some(output) = children.as_mut().take_ok(index) {
                        return ControlFlow::Break(Some(output));
                    }
                    *left -= 1;
                    if *left == 0 {
                        return ControlFlow::Break(None);
                    }
                }
                ControlFlow::Continue(())
            }))
        };
        this.state.finish();
        Poll::Ready(match output {
            Some(output) => {
                children.clear();
                Ok(output)
            }
            None => Err(AggregateError {
                errors: children.take_errors(),
            }),
        })
    }
}

impl<C: SameResults> FusedFuture for RaceOkFuture<C> {
    fn is_terminated(&self) -> bool {
        self.state.is_finished()
    }
}

impl<C> fmt::Debug for RaceOkFuture<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt("RaceOkFuture", f)
    }
}

/// Takes the output of a child that is done, if it has succeeded.
#[inline]
fn ok<T, E>(child: Pin<&mut MaybeDone<impl Future<Output = Result<T, E>>>>) -> Option<T> {
    if child.output()?.is_err() {
        return None;
    }
    child.take_output()?.ok()
}

/// Takes the error of a child that has failed.
fn error<T, E>(child: Pin<&mut MaybeDone<impl Future<Output = Result<T, E>>>>) -> E {
    output(child).err().expect("the child has failed")
}

impl<F: Future<Output = Result<T, E>>, T, E, const N: usize> SameResults for [MaybeDone<F>; N] {
    type Output = T;
    type Errors = [E; N];

    #[inline]
    fn take_ok(self: Pin<&mut Self>, index: usize) -> Option<T> {
        ok(self.child(index))
    }

    fn take_errors(mut self: Pin<&mut Self>) -> [E; N] {
        std::array::from_fn(|index| error(self.as_mut().child(index)))
    }
}

impl<F: IntoFuture<Output = Result<T, E>>, T, E, const N: usize> RaceOk for [F; N] {
    type Output = T;
    type Error = AggregateError<[E; N]>;
    type Future = RaceOkFuture<[MaybeDone<F::IntoFuture>; N]>;

    fn race_ok(self) -> Self::Future {
        RaceOkFuture::new(self.map(start))
    }
}

impl<F: Future<Output = Result<T, E>>, T, E> SameResults for Boxed<F> {
    type Output = T;
    type Errors = Vec<E>;

    #[inline]
    fn take_ok(self: Pin<&mut Self>, index: usize) -> Option<T> {
        ok(self.child(index))
    }

    fn take_errors(mut self: Pin<&mut Self>) -> Vec<E> {
        let count = self.count();
        (0..count)
            .map(|index| error(self.as_mut().child(index)))
            .collect()
    }
}

impl<F: IntoFuture<Output = Result<T, E>>, T, E> RaceOk for Vec<F> {
    type Output = T;
    type Error = AggregateError<Vec<E>>;
    type Future = RaceOkFuture<Boxed<F::IntoFuture>>;

    fn race_ok(self) -> Self::Future {
        RaceOkFuture::new(boxed(self))
    }
}

macro_rules! race_ok {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Future<Output = Result<T, Error>>,)+ T, Error> SameResults
            for tuple::$Tuple<$(MaybeDone<$T>),+>
        {
            type Output = T;
            type Errors = [Error; $count];

            #[inline]
            fn take_ok(self: Pin<&mut Self>, index: usize) -> Option<T> {
                let this = self.project();
                match index {
                    $($index => ok(this.$field),)+
                    _ => None,
                }
            }

            fn take_errors(self: Pin<&mut Self>) -> [Error; $count] {
                let this = self.project();
                [$(error(this.$field),)+]
            }
        }

        impl<$($T: IntoFuture<Output = Result<T, Error>>,)+ T, Error> RaceOk for ($($T,)+) {
            type Output = T;
            type Error = AggregateError<[Error; $count]>;
            type Future = RaceOkFuture<tuple::$Tuple<$(MaybeDone<$T::IntoFuture>),+>>;

            fn race_ok(self) -> Self::Future {
                RaceOkFuture::new(tuple::$Tuple { $($field: start(self.$index),)+ })
            }
        }
    };
}
for_tuples!(race_ok);
