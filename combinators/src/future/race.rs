//! Waiting for the first, whichever it is.

use std::{
    fmt,
    ops::ControlFlow,
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

/// Futures of one output that can race.
pub trait Race {
    /// What each of them gives.
    type Output;

    /// The future that waits.
    type Future: Future<Output = Self::Output>;

    /// Waits until the first future is done, and returns what it gave.
    ///
    /// The others are dropped before that, in the same poll. If several are ready none is preferred; see
    /// [`RaceFuture::biased`].
    ///
    /// # Panics
    ///
    /// If there are no futures.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if each of the futures is: they are dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::{pending, ready};
    /// use anyrt_combinators::future::Race;
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// assert_eq!((pending(), ready(2)).race().await, 2);
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn race(self) -> Self::Future;
}

/// Waits until the first future of an iterator is done, and returns what it gave.
///
/// # Panics
///
/// If there are no futures.
///
/// # Cancel safety
///
/// *Cancel safe* if each of the futures is: they are dropped.
pub fn race_all<I>(futures: I) -> RaceAll<<I::Item as IntoFuture>::IntoFuture>
where
    I: IntoIterator<Item: IntoFuture>,
{
    RaceFuture::new(boxed(futures))
}

/// The future of [`race_all`].
pub type RaceAll<F> = RaceFuture<Boxed<F>>;

pin_project! {
    /// The future of [`Race::race`].
    ///
    /// # Panics
    ///
    /// If it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if each of the futures is: they are dropped.
    #[must_use = "futures do nothing unless polled"]
    pub struct RaceFuture<C> {
        #[pin]
        children: C,
        state: State,
    }
}

/// Children any of which can give the output.
pub trait Same: Children {
    /// What each of them gives.
    type Output;

    /// Takes the output of a child that is done.
    fn take(self: Pin<&mut Self>, index: usize) -> Self::Output;
}

impl<C: Children> RaceFuture<C> {
    fn new(children: C) -> Self {
        assert!(children.count() > 0, "a race of no futures has no end");
        let state = State::rotated(children.count());
        Self { children, state }
    }

    /// Polls those that were woken in their order, so that the first of several that are ready wins.
    pub fn biased(mut self) -> Self {
        self.state.change(WakeSet::biased);
        self
    }
}

impl<C: Same> Future for RaceFuture<C> {
    type Output = C::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<C::Output> {
        let this = self.project();
        let mut children = this.children;
        let (set, _) = this.state.start("Race");
        let winner = ready!(set.poll_first(cx, |index, cx| {
            match children.as_mut().poll_child(index, cx) {
                Poll::Ready(()) => ControlFlow::Break(index),
                Poll::Pending => ControlFlow::Continue(()),
            }
        }));
        this.state.finish();
        let output = children.as_mut().take(winner);
        children.clear();
        Poll::Ready(output)
    }
}

impl<C: Same> FusedFuture for RaceFuture<C> {
    fn is_terminated(&self) -> bool {
        self.state.is_finished()
    }
}

impl<C> fmt::Debug for RaceFuture<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt("RaceFuture", f)
    }
}

impl<S: Slice> Same for S {
    type Output = <S::Child as Future>::Output;

    #[inline]
    fn take(self: Pin<&mut Self>, index: usize) -> Self::Output {
        output(self.child(index))
    }
}

impl<F: IntoFuture, const N: usize> Race for [F; N] {
    type Output = F::Output;
    type Future = RaceFuture<[MaybeDone<F::IntoFuture>; N]>;

    fn race(self) -> Self::Future {
        RaceFuture::new(self.map(start))
    }
}

impl<F: IntoFuture> Race for Vec<F> {
    type Output = F::Output;
    type Future = RaceAll<F::IntoFuture>;

    fn race(self) -> Self::Future {
        race_all(self)
    }
}

macro_rules! race {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Future<Output = T>,)+ T> Same for tuple::$Tuple<$(MaybeDone<$T>),+> {
            type Output = T;

            #[inline]
            fn take(self: Pin<&mut Self>, index: usize) -> T {
                let this = self.project();
                match index {
                    $($index => output(this.$field),)+
                    _ => unreachable!("a tuple has no child {index}"),
                }
            }
        }

        impl<$($T: IntoFuture<Output = T>,)+ T> Race for ($($T,)+) {
            type Output = T;
            type Future = RaceFuture<tuple::$Tuple<$(MaybeDone<$T::IntoFuture>),+>>;

            fn race(self) -> Self::Future {
                RaceFuture::new(tuple::$Tuple { $($field: start(self.$index),)+ })
            }
        }
    };
}
for_tuples!(race);
