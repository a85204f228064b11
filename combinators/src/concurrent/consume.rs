//! A body for each output, with the futures going on meanwhile.

use std::{
    fmt,
    ops::ControlFlow,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::{Stream, future::FusedFuture};
use pin_project_lite::pin_project;

use super::{
    body::{Body, EachBody, FoldBody, TryEachBody},
    buffered::Concurrent,
    queue::Queue,
};
use crate::stream::Budget;

/// The future of [`Concurrent::for_each`].
pub type ForEach<St, Q, F, Fut> = Consume<St, Q, EachBody<F>, Fut>;

/// The future of [`Concurrent::try_for_each`].
pub type TryForEach<St, Q, F, Fut> = Consume<St, Q, TryEachBody<F>, Fut>;

/// The future of [`Concurrent::fold`].
pub type Fold<St, Q, T, F, Fut> = Consume<St, Q, FoldBody<T, F>, Fut>;

pin_project! {
    /// The future of the methods that run a body on each output.
    ///
    /// # Panics
    ///
    /// If it is polled after completion, and if what it polls panics.
    ///
    /// # Cancel safety
    ///
    /// *Lossy*: the futures that run, outputs that no body was run on, and the body are dropped.
    #[must_use = "futures do nothing unless polled"]
    pub struct Consume<St: Stream, Q, B, Fut>
    where
        St::Item: Future,
    {
        // What is done with the output at hand.
        #[pin]
        current: Option<Fut>,
        body: B,
        // `None` after completion.
        #[pin]
        outputs: Option<Concurrent<St, Q>>,
    }
}

impl<St, Q, B, Fut> Consume<St, Q, B, Fut>
where
    St: Stream<Item: Future>,
{
    pub(super) const fn new(outputs: Concurrent<St, Q>, body: B) -> Self {
        Self {
            current: None,
            body,
            outputs: Some(outputs),
        }
    }
}

impl<St, Q, B, Fut> Future for Consume<St, Q, B, Fut>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
    B: Body<<St::Item as Future>::Output, Future = Fut>,
    Fut: Future,
{
    type Output = B::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<B::Output> {
        let mut this = self.project();
        let Some(mut outputs) = this.outputs.as_mut().as_pin_mut() else {
            panic!("`{}` polled after completion", B::NAME);
        };
        outputs.as_mut().start_poll();
        let mut budget = Budget::new();
        let result = loop {
            if let Some(current) = this.current.as_mut().as_pin_mut() {
                let Poll::Ready(result) = current.poll(cx) else {
                    outputs.poll_progress(cx);
                    return Poll::Pending;
                };
                this.current.set(None);
                if let ControlFlow::Break(result) = this.body.finish(result) {
                    break result;
                }
            }
            if budget.is_spent(cx.waker()) {
                return Poll::Pending;
            }
            let Some(output) = ready!(outputs.as_mut().poll_output(cx)) else {
                break this.body.end();
            };
            budget.spend();
            this.current.set(Some(this.body.start(output)));
        };
        this.outputs.set(None);
        Poll::Ready(result)
    }
}

impl<St, Q, B, Fut> FusedFuture for Consume<St, Q, B, Fut>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
    B: Body<<St::Item as Future>::Output, Future = Fut>,
    Fut: Future,
{
    fn is_terminated(&self) -> bool {
        self.outputs.is_none()
    }
}

impl<St, Q, B, Fut> fmt::Debug for Consume<St, Q, B, Fut>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consume")
            .field("outputs", &self.outputs)
            .field("has_current", &self.current.is_some())
            .finish_non_exhaustive()
    }
}
