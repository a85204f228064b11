//! Waiting for all.

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

/// Futures that can be waited for together.
pub trait Join {
    /// What they give: a tuple, an array or a vector, in their order.
    type Output;

    /// The future that waits.
    type Future: Future<Output = Self::Output>;

    /// Waits until every future is done, and returns what they gave.
    ///
    /// The futures run concurrently, in one task; each is polled only when it was woken.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: what the futures that are done gave is dropped with the others.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::ready;
    /// use anyrt_combinators::future::Join;
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// assert_eq!((ready(1), async { "two" }).join().await, (1, "two"));
    /// assert_eq!([ready(1), ready(2)].join().await, [1, 2]);
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn join(self) -> Self::Future;
}

/// Waits until every future of an iterator is done, and returns what they gave, in their order.
///
/// # Cancel safety
///
/// *Lossy*: what the futures that are done gave is dropped with the others.
pub fn join_all<I>(futures: I) -> JoinAll<<I::Item as IntoFuture>::IntoFuture>
where
    I: IntoIterator<Item: IntoFuture>,
{
    JoinFuture::new(boxed(futures))
}

/// The future of [`join_all`].
pub type JoinAll<F> = JoinFuture<Boxed<F>>;

pin_project! {
    /// The future of [`Join::join`].
    ///
    /// # Panics
    ///
    /// If it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: what the futures that are done gave is dropped with the others.
    #[must_use = "futures do nothing unless polled"]
    pub struct JoinFuture<C> {
        #[pin]
        children: C,
        state: State,
    }
}

/// Children whose outputs can be collected.
pub trait Outputs: Children {
    /// The collection.
    type Output;

    /// Takes the outputs of children that are all done.
    fn take(self: Pin<&mut Self>) -> Self::Output;
}

impl<C: Children> JoinFuture<C> {
    fn new(children: C) -> Self {
        let state = State::new(children.count());
        Self { children, state }
    }
}

impl<C: Outputs> Future for JoinFuture<C> {
    type Output = C::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<C::Output> {
        let this = self.project();
        let mut children = this.children;
        let (set, left) = this.state.start("Join");
        if *left > 0 {
            ready!(set.poll_first(cx, |index, cx| {
                if children.as_mut().poll_child(index, cx).is_ready() {
                    *left -= 1;
                    if *left == 0 {
                        return ControlFlow::Break(());
                    }
                }
                ControlFlow::Continue(())
            }));
        }
        this.state.finish();
        Poll::Ready(children.take())
    }
}

impl<C: Outputs> FusedFuture for JoinFuture<C> {
    fn is_terminated(&self) -> bool {
        self.state.is_finished()
    }
}

impl<C> fmt::Debug for JoinFuture<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt("JoinFuture", f)
    }
}

impl<F: Future, const N: usize> Outputs for [MaybeDone<F>; N] {
    type Output = [F::Output; N];

    fn take(mut self: Pin<&mut Self>) -> Self::Output {
        std::array::from_fn(|index| output(self.as_mut().child(index)))
    }
}

impl<F: IntoFuture, const N: usize> Join for [F; N] {
    type Output = [F::Output; N];
    type Future = JoinFuture<[MaybeDone<F::IntoFuture>; N]>;

    fn join(self) -> Self::Future {
        JoinFuture::new(self.map(start))
    }
}

impl<F: Future> Outputs for Boxed<F> {
    type Output = Vec<F::Output>;

    fn take(mut self: Pin<&mut Self>) -> Self::Output {
        let count = self.count();
        (0..count)
            .map(|index| output(self.as_mut().child(index)))
            .collect()
    }
}

impl<F: IntoFuture> Join for Vec<F> {
    type Output = Vec<F::Output>;
    type Future = JoinAll<F::IntoFuture>;

    fn join(self) -> Self::Future {
        join_all(self)
    }
}

macro_rules! join {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T: Future),+> Outputs for tuple::$Tuple<$(MaybeDone<$T>),+> {
            type Output = ($($T::Output,)+);

            fn take(self: Pin<&mut Self>) -> Self::Output {
                let this = self.project();
                ($(output(this.$field),)+)
            }
        }

        impl<$($T: IntoFuture),+> Join for ($($T,)+) {
            type Output = ($($T::Output,)+);
            type Future = JoinFuture<tuple::$Tuple<$(MaybeDone<$T::IntoFuture>),+>>;

            fn join(self) -> Self::Future {
                JoinFuture::new(tuple::$Tuple { $($field: start(self.$index),)+ })
            }
        }
    };
}
for_tuples!(join);
