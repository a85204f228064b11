//! Waiting for all, as long as none fails.

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

/// Futures of results that can be waited for together.
pub trait TryJoin {
    /// What they give if all succeed: a tuple, an array or a vector, in their order.
    type Output;

    /// What they fail with.
    type Error;

    /// The future that waits.
    type Future: Future<Output = Result<Self::Output, Self::Error>>;

    /// Waits until every future has succeeded, and returns what they gave.
    ///
    /// The futures run concurrently, in one task; each is polled only when it was woken.
    ///
    /// # Errors
    ///
    /// The first error. The other futures are dropped before it is returned.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: what the futures that are done gave is dropped with the others.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::ready;
    /// use anyrt_combinators::future::TryJoin;
    /// # use futures_util::FutureExt;
    /// # let wait = async {
    /// let both = (ready(Ok::<_, ()>(1)), ready(Ok("two"))).try_join();
    /// assert_eq!(both.await, Ok((1, "two")));
    /// # };
    /// # wait.now_or_never().unwrap();
    /// ```
    fn try_join(self) -> Self::Future;
}

/// Waits until every future of an iterator has succeeded, and returns what they gave, in their order.
///
/// # Errors
///
/// The first error. The other futures are dropped before it is returned.
///
/// # Cancel safety
///
/// *Lossy*: what the futures that are done gave is dropped with the others.
pub fn try_join_all<I, T, E>(futures: I) -> TryJoinAll<<I::Item as IntoFuture>::IntoFuture>
where
    I: IntoIterator<Item: IntoFuture<Output = Result<T, E>>>,
{
    TryJoinFuture::new(boxed(futures))
}

/// The future of [`try_join_all`].
pub type TryJoinAll<F> = TryJoinFuture<Boxed<F>>;

pin_project! {
    /// The future of [`TryJoin::try_join`].
    ///
    /// # Errors
    ///
    /// The first error. The other futures are dropped before it is returned.
    ///
    /// # Panics
    ///
    /// If it is polled after completion.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: what the futures that are done gave is dropped with the others.
    #[must_use = "futures do nothing unless polled"]
    pub struct TryJoinFuture<C> {
        #[pin]
        children: C,
        state: State,
    }
}

/// Children whose outputs are results.
pub trait Results: Children {
    /// What they give if all succeed.
    type Output;

    /// What they fail with.
    type Error;

    /// Takes the error of a child that is done, if it has failed.
    fn take_error(self: Pin<&mut Self>, index: usize) -> Option<Self::Error>;

    /// Takes the outputs of children that have all succeeded.
    fn take(self: Pin<&mut Self>) -> Self::Output;
}

impl<C: Children> TryJoinFuture<C> {
    fn new(children: C) -> Self {
        let state = State::new(children.count());
        Self { children, state }
    }
}

impl<C: Results> Future for TryJoinFuture<C> {
    type Output = Result<C::Output, C::Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut children = this.children;
        let (set, left) = this.state.start("TryJoin");
        let error = if *left == 0 {
            None
        } else {
            ready!(set.poll_first(cx, |index, cx| {
                if children.as_mut().poll_child(index, cx).is_ready() {
                    if let Some(error) = children.as_mut().take_error(index) {
                        return ControlFlow::Break(Some(error));
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
        Poll::Ready(match error {
            Some(error) => {
                children.clear();
                Err(error)
            }
            None => Ok(children.take()),
        })
    }
}

impl<C: Results> FusedFuture for TryJoinFuture<C> {
    fn is_terminated(&self) -> bool {
        self.state.is_finished()
    }
}

impl<C> fmt::Debug for TryJoinFuture<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt("TryJoinFuture", f)
    }
}

/// Takes the error of a child that is done, if it has failed.
#[inline]
fn error<T, E>(child: Pin<&mut MaybeDone<impl Future<Output = Result<T, E>>>>) -> Option<E> {
    if child.output()?.is_ok() {
        return None;
    }
    child.take_output()?.err()
}

/// Takes the output of a child that has succeeded.
#[inline]
fn ok<T, E>(child: Pin<&mut MaybeDone<impl Future<Output = Result<T, E>>>>) -> T {
    output(child).ok().expect("the child has succeeded")
}

impl<F: Future<Output = Result<T, E>>, T, E, const N: usize> Results for [MaybeDone<F>; N] {
    type Output = [T; N];
    type Error = E;

    #[inline]
    fn take_error(self: Pin<&mut Self>, index: usize) -> Option<E> {
        error(self.child(index))
    }

    fn take(mut self: Pin<&mut Self>) -> Self::Output {
        std::array::from_fn(|index| ok(self.as_mut().child(index)))
    }
}

impl<F: IntoFuture<Output = Result<T, E>>, T, E, const N: usize> TryJoin for [F; N] {
    type Output = [T; N];
    type Error = E;
    type Future = TryJoinFuture<[MaybeDone<F::IntoFuture>; N]>;

    fn try_join(self) -> Self::Future {
        TryJoinFuture::new(self.map(start))
    }
}

impl<F: Future<Output = Result<T, E>>, T, E> Results for Boxed<F> {
    type Output = Vec<T>;
    type Error = E;

    #[inline]
    fn take_error(self: Pin<&mut Self>, index: usize) -> Option<E> {
        error(self.child(index))
    }

    fn take(mut self: Pin<&mut Self>) -> Self::Output {
        let count = self.count();
        (0..count)
            .map(|index| ok(self.as_mut().child(index)))
            .collect()
    }
}

impl<F: IntoFuture<Output = Result<T, E>>, T, E> TryJoin for Vec<F> {
    type Output = Vec<T>;
    type Error = E;
    type Future = TryJoinAll<F::IntoFuture>;

    fn try_join(self) -> Self::Future {
        try_join_all(self)
    }
}

macro_rules! try_join {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        impl<$($T,)+ Error> Results for tuple::$Tuple<$(MaybeDone<$T>),+>
        where
            $($T: ResultFuture<Error = Error>,)+
        {
            type Output = ($($T::Ok,)+);
            type Error = Error;

            #[inline]
            fn take_error(self: Pin<&mut Self>, index: usize) -> Option<Error> {
                let this = self.project();
                match index {
                    $($index => error(this.$field),)+
                    _ => None,
                }
            }

            fn take(self: Pin<&mut Self>) -> Self::Output {
                let this = self.project();
                ($(ok(this.$field),)+)
            }
        }

        impl<$($T,)+ Error> TryJoin for ($($T,)+)
        where
            $($T: IntoFuture<IntoFuture: ResultFuture<Error = Error>>,)+
        {
            type Output = ($(<$T::IntoFuture as ResultFuture>::Ok,)+);
            type Error = Error;
            type Future = TryJoinFuture<tuple::$Tuple<$(MaybeDone<$T::IntoFuture>),+>>;

            fn try_join(self) -> Self::Future {
                TryJoinFuture::new(tuple::$Tuple { $($field: start(self.$index),)+ })
            }
        }
    };
}
for_tuples!(try_join);

/// A future whose output is a result.
pub trait ResultFuture: Future<Output = Result<Self::Ok, Self::Error>> {
    /// What it gives if it succeeds.
    type Ok;

    /// What it fails with.
    type Error;
}

impl<F: Future<Output = Result<T, E>>, T, E> ResultFuture for F {
    type Ok = T;
    type Error = E;
}
