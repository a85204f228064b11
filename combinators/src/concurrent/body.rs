//! What is done with each output.

use std::{fmt, ops::ControlFlow};

/// Makes a future of each output, and one result of what those give.
///
/// It is of no use but to [`Consume`](super::Consume); it is public since that type is.
pub trait Body<T> {
    /// What is made of an output.
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if the future is: it is dropped where it is.
    type Future: Future;

    /// What comes of all.
    type Output;

    /// The name of the method, for panics.
    const NAME: &'static str;

    /// Starts the work on an output.
    fn start(&mut self, output: T) -> Self::Future;

    /// Takes what the work gave, and says whether that is the end.
    fn finish(&mut self, result: <Self::Future as Future>::Output) -> ControlFlow<Self::Output>;

    /// Says what came of all.
    fn end(&mut self) -> Self::Output;
}

/// The body of [`for_each`](super::Concurrent::for_each).
pub struct EachBody<F>(F);

impl<F> EachBody<F> {
    pub(super) const fn new(start: F) -> Self {
        Self(start)
    }
}

impl<T, F, Fut> Body<T> for EachBody<F>
where
    F: FnMut(T) -> Fut,
    Fut: Future<Output = ()>,
{
    type Future = Fut;
    type Output = ();

    const NAME: &'static str = "for_each";

    fn start(&mut self, output: T) -> Fut {
        (self.0)(output)
    }

    fn finish(&mut self, (): ()) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn end(&mut self) {}
}

/// The body of [`try_for_each`](super::Concurrent::try_for_each).
pub struct TryEachBody<F>(F);

impl<F> TryEachBody<F> {
    pub(super) const fn new(start: F) -> Self {
        Self(start)
    }
}

impl<T, F, Fut, E> Body<T> for TryEachBody<F>
where
    F: FnMut(T) -> Fut,
    Fut: Future<Output = Result<(), E>>,
{
    type Future = Fut;
    type Output = Result<(), E>;

    const NAME: &'static str = "try_for_each";

    fn start(&mut self, output: T) -> Fut {
        (self.0)(output)
    }

    fn finish(&mut self, result: Result<(), E>) -> ControlFlow<Result<(), E>> {
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(Err(error)),
        }
    }

    fn end(&mut self) -> Result<(), E> {
        Ok(())
    }
}

/// The body of [`fold`](super::Concurrent::fold).
pub struct FoldBody<A, F> {
    /// Absent while a future has it.
    value: Option<A>,
    step: F,
}

impl<A, F> FoldBody<A, F> {
    pub(super) const fn new(start: A, step: F) -> Self {
        Self {
            value: Some(start),
            step,
        }
    }

    fn take(&mut self) -> A {
        self.value
            .take()
            .expect("the body that had the value did not panic")
    }
}

impl<T, A, F, Fut> Body<T> for FoldBody<A, F>
where
    F: FnMut(A, T) -> Fut,
    Fut: Future<Output = A>,
{
    type Future = Fut;
    type Output = A;

    const NAME: &'static str = "fold";

    fn start(&mut self, output: T) -> Fut {
        let value = self.take();
        (self.step)(value, output)
    }

    fn finish(&mut self, value: A) -> ControlFlow<A> {
        self.value = Some(value);
        ControlFlow::Continue(())
    }

    fn end(&mut self) -> A {
        self.take()
    }
}

macro_rules! debug {
    ($($Body:ident<$($T:ident),+>)+) => {$(
        impl<$($T),+> fmt::Debug for $Body<$($T),+> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Body)).finish_non_exhaustive()
            }
        }
    )+};
}
debug!(EachBody<F> TryEachBody<F> FoldBody<A, F>);
