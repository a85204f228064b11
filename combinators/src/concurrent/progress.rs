//! Something else than the next output to wait for.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;
use pin_project_lite::pin_project;

use super::{buffered::Concurrent, queue::Queue};

pin_project! {
    /// The future of [`Concurrent::progress_while`].
    ///
    /// # Cancel safety
    ///
    /// *Cancel safe* if the future that is waited for is: nothing is lost of the stream.
    #[must_use = "futures do nothing unless polled"]
    pub struct ProgressWhile<'a, St: Stream, Q, Fut>
    where
        St::Item: Future,
    {
        outputs: Pin<&'a mut Concurrent<St, Q>>,
        #[pin]
        future: Fut,
    }
}

impl<'a, St, Q, Fut> ProgressWhile<'a, St, Q, Fut>
where
    St: Stream<Item: Future>,
{
    pub(super) const fn new(outputs: Pin<&'a mut Concurrent<St, Q>>, future: Fut) -> Self {
        Self { outputs, future }
    }
}

impl<St, Q, Fut> Future for ProgressWhile<'_, St, Q, Fut>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
    Fut: Future,
{
    type Output = Fut::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Fut::Output> {
        let this = self.project();
        let poll = this.future.poll(cx);
        if poll.is_pending() {
            this.outputs.as_mut().start_poll();
            this.outputs.as_mut().poll_progress(cx);
        }
        poll
    }
}

impl<St, Q, Fut> fmt::Debug for ProgressWhile<'_, St, Q, Fut>
where
    St: Stream<Item: Future>,
    Q: Queue<St::Item>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProgressWhile")
            .field("outputs", &self.outputs)
            .finish_non_exhaustive()
    }
}
