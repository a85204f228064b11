//! Waiting for the first, and telling which it is.

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

/// Futures the first of which is waited for.
///
/// `Kind` is [`Plain`] or [`Optional`], and is inferred: a tuple, an array or a vector of futures, or of
/// `Option`s of futures, in which `None` is disabled. Where only some can be disabled the others are
/// wrapped in `Some`.
pub trait Select<Kind = Plain> {
    /// Which future was the first, and what it gave: for tuples an enum, for arrays and vectors a pair of
    /// its number and its output; in an `Option` if they are `Option`s.
    type Output;

    /// The future that waits.
    type Future: Future<Output = Self::Output>;

    /// Waits until the first future is done, and returns which it is and what it gave.
    ///
    /// The others are dropped before that, in the same poll, if they were given by value. Those that were
    /// given as `&mut` outlive it, and so do temporaries in the scrutinee of a `match`: a future that
    /// holds a lock and is not polled any more holds it until the end of the `match`. If several are ready
    /// none is preferred; see [`SelectFuture::biased`].
    ///
    /// A future that is disabled is never polled. `None` is returned at once if all are.
    ///
    /// # Panics
    ///
    /// If there are no futures, in an array or a vector of plain ones.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if each of the futures is: they are dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::{pending, ready};
    /// use anyrt_combinators::future::{Select, Select2};
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// match (pending::<()>(), ready("done")).select().await {
    ///     Select2::A(()) => unreachable!("it is pending"),
    ///     Select2::B(output) => assert_eq!(output, "done"),
    /// }
    /// let enabled = false;
    /// let first = (enabled.then(|| ready(1)), None::<std::future::Pending<()>>).select();
    /// assert_eq!(first.await, None);
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn select(self) -> Self::Future;
}

/// Each child is a future.
#[derive(Debug)]
#[non_exhaustive]
pub struct Plain;

/// Each child is an `Option` of a future.
#[derive(Debug)]
#[non_exhaustive]
pub struct Optional;

/// Waits until the first future of an iterator is done, and returns its number and what it gave.
///
/// # Panics
///
/// If there are no futures.
///
/// # Cancel safety
///
/// *Cancel safe* if each of the futures is: they are dropped.
pub fn select_all<I>(futures: I) -> SelectAll<<I::Item as IntoFuture>::IntoFuture>
where
    I: IntoIterator<Item: IntoFuture>,
{
    SelectFuture::new(boxed(futures))
}

/// The future of [`select_all`].
pub type SelectAll<F> = SelectFuture<Boxed<F>>;

pin_project! {
    /// The future of [`Select::select`].
    ///
    /// # Panics
    ///
    /// If it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if each of the futures is: they are dropped.
    #[must_use = "futures do nothing unless polled"]
    pub struct SelectFuture<C> {
        #[pin]
        children: C,
        state: State,
    }
}

pin_project! {
    /// The future of [`Select::select`] on `Option`s.
    ///
    /// # Panics
    ///
    /// If it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if each of the futures is: they are dropped.
    #[must_use = "futures do nothing unless polled"]
    pub struct SelectOptional<C> {
        #[pin]
        select: SelectFuture<C>,
    }
}

/// Children whose outputs tell which of them it is.
pub trait Chosen: Children {
    /// The output and whose it is.
    type Output;

    /// Takes the output of a child that is done.
    fn choose(self: Pin<&mut Self>, index: usize) -> Self::Output;
}

impl<C: Children> SelectFuture<C> {
    pub(super) fn new(children: C) -> Self {
        assert!(children.count() > 0, "a select of no futures has no end");
        let state = State::rotated(children.count());
        Self { children, state }
    }

    /// Polls those that were woken in their order, so that the first of several that are ready is chosen.
    pub fn biased(mut self) -> Self {
        self.state.change(WakeSet::biased);
        self
    }
}

impl<C: Children> SelectOptional<C> {
    fn new(children: C, enabled: usize) -> Self {
        let mut state = State::rotated(children.count());
        state.set_left(enabled);
        Self {
            select: SelectFuture { children, state },
        }
    }

    /// Polls those that were woken in their order, so that the first of several that are ready is chosen.
    pub fn biased(mut self) -> Self {
        self.select = self.select.biased();
        self
    }
}

impl<C: Children> SelectFuture<C> {
    /// Waits for the number of the child that is done first.
    pub(super) fn poll_chosen(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        name: &str,
    ) -> Poll<(Pin<&mut C>, usize)> {
        let this = self.project();
        let mut children = this.children;
        let (set, _) = this.state.start(name);
        let chosen = ready!(set.poll_first(cx, |index, cx| {
            match children.as_mut().poll_child(index, cx) {
                Poll::Ready(()) => ControlFlow::Break(index),
                Poll::Pending => ControlFlow::Continue(()),
            }
        }));
        this.state.finish();
        Poll::Ready((children, chosen))
    }

    pub(super) fn is_finished(&self) -> bool {
        self.state.is_finished()
    }
}

impl<C: Chosen> Future for SelectFuture<C> {
    type Output = C::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<C::Output> {
        let (mut children, chosen) = ready!(self.poll_chosen(cx, "Select"));
        let output = children.as_mut().choose(chosen);
        children.clear();
        Poll::Ready(output)
    }
}

impl<C: Chosen> Future for SelectOptional<C> {
    type Output = Option<C::Output>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut select = self.project().select;
        let state = select.as_mut().project().state;
        let (_, enabled) = state.start("Select");
        if *enabled == 0 {
            state.finish();
            return Poll::Ready(None);
        }
        select.poll(cx).map(Some)
    }
}

impl<C: Chosen> FusedFuture for SelectFuture<C> {
    fn is_terminated(&self) -> bool {
        self.is_finished()
    }
}

impl<C: Chosen> FusedFuture for SelectOptional<C> {
    fn is_terminated(&self) -> bool {
        self.select.is_finished()
    }
}

impl<C> fmt::Debug for SelectFuture<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt("SelectFuture", f)
    }
}

impl<C> fmt::Debug for SelectOptional<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.select.state.fmt("SelectOptional", f)
    }
}

impl<S: Slice> Chosen for S {
    type Output = (usize, <S::Child as Future>::Output);

    #[inline]
    fn choose(self: Pin<&mut Self>, index: usize) -> Self::Output {
        (index, output(self.child(index)))
    }
}

/// Makes a child that is to be polled, or one that is disabled.
fn start_optional<F: IntoFuture>(future: Option<F>) -> MaybeDone<F::IntoFuture> {
    future.map_or_else(MaybeDone::gone, start)
}

impl<F: IntoFuture, const N: usize> Select<Plain> for [F; N] {
    type Output = (usize, F::Output);
    type Future = SelectFuture<[MaybeDone<F::IntoFuture>; N]>;

    fn select(self) -> Self::Future {
        SelectFuture::new(self.map(start))
    }
}

impl<F: IntoFuture, const N: usize> Select<Optional> for [Option<F>; N] {
    type Output = Option<(usize, F::Output)>;
    type Future = SelectOptional<[MaybeDone<F::IntoFuture>; N]>;

    fn select(self) -> Self::Future {
        let enabled = self.iter().flatten().count();
        SelectOptional::new(self.map(start_optional), enabled)
    }
}

impl<F: IntoFuture> Select<Plain> for Vec<F> {
    type Output = (usize, F::Output);
    type Future = SelectAll<F::IntoFuture>;

    fn select(self) -> Self::Future {
        select_all(self)
    }
}

impl<F: IntoFuture> Select<Optional> for Vec<Option<F>> {
    type Output = Option<(usize, F::Output)>;
    type Future = SelectOptional<Boxed<F::IntoFuture>>;

    fn select(self) -> Self::Future {
        let enabled = self.iter().flatten().count();
        let children: Box<[_]> = self.into_iter().map(start_optional).collect();
        SelectOptional::new(children.into(), enabled)
    }
}

macro_rules! select {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        /// Which future of a tuple was the first, and what it gave.
        #[expect(clippy::exhaustive_enums, reason = "it has as many variants as the tuple has fields")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $Select<$($T),+> {
            $(
                #[doc = concat!("The output of the future number ", $index, ".")]
                $T($T),
            )+
        }

        impl<$($T: Future),+> Chosen for tuple::$Tuple<$(MaybeDone<$T>),+> {
            type Output = $Select<$($T::Output),+>;

            #[inline]
            fn choose(self: Pin<&mut Self>, index: usize) -> Self::Output {
                let this = self.project();
                match index {
                    $($index => $Select::$T(output(this.$field)),)+
                    _ => unreachable!("a tuple has no child {index}"),
                }
            }
        }

        impl<$($T: IntoFuture),+> Select<Plain> for ($($T,)+) {
            type Output = $Select<$($T::Output),+>;
            type Future = SelectFuture<tuple::$Tuple<$(MaybeDone<$T::IntoFuture>),+>>;

            fn select(self) -> Self::Future {
                SelectFuture::new(tuple::$Tuple { $($field: start(self.$index),)+ })
            }
        }

        impl<$($T: IntoFuture),+> Select<Optional> for ($(Option<$T>,)+) {
            type Output = Option<$Select<$($T::Output),+>>;
            type Future = SelectOptional<tuple::$Tuple<$(MaybeDone<$T::IntoFuture>),+>>;

            fn select(self) -> Self::Future {
                let enabled = [$(self.$index.is_some(),)+];
                let enabled = enabled.into_iter().filter(|enabled| *enabled).count();
                let children = tuple::$Tuple { $($field: start_optional(self.$index),)+ };
                SelectOptional::new(children, enabled)
            }
        }
    };
}
for_tuples!(select);
