use std::{
    fmt, mem,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use anyrt_traits::time::Timer;
use futures_util::{
    Stream, StreamExt,
    stream::{Fuse, FusedStream},
};
use pin_project_lite::pin_project;

use super::{budget::BUDGET, deadline::reset_after};

pin_project! {
    /// The stream of [`StreamTimeExt::chunks_timeout`](super::StreamTimeExt::chunks_timeout).
    ///
    /// # Cancel safety
    ///
    /// Resumable: what was gathered stays in the stream until a poll gives it.
    #[must_use = "streams do nothing unless polled"]
    pub struct ChunksTimeout<St, T>
    where
        St: Stream,
        T: Timer,
    {
        #[pin]
        stream: Fuse<St>,
        timer: T,
        max: NonZeroUsize,
        limit: Duration,
        #[pin]
        sleep: T::Sleep,
        gathered: Vec<St::Item>,
    }
}

impl<St: Stream, T: Timer> ChunksTimeout<St, T> {
    pub(super) fn new(stream: St, timer: T, max: NonZeroUsize, limit: Duration) -> Self {
        Self {
            stream: stream.fuse(),
            sleep: timer.sleep(Duration::MAX),
            timer,
            max,
            limit,
            gathered: Vec::new(),
        }
    }
}

impl<St: Stream, T: Timer> Stream for ChunksTimeout<St, T> {
    type Item = Vec<St::Item>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Vec<St::Item>>> {
        let mut this = self.project();
        let mut left = BUDGET;
        while left > 0 {
            match this.stream.as_mut().poll_next(cx) {
                Poll::Ready(Some(item)) => {
                    if this.gathered.is_empty() {
                        reset_after(this.timer, this.sleep.as_mut(), *this.limit);
                    }
                    this.gathered.push(item);
                    if this.gathered.len() >= this.max.get() {
                        return Poll::Ready(Some(mem::take(this.gathered)));
                    }
                }
                Poll::Ready(None) => {
                    let rest = mem::take(this.gathered);
                    return Poll::Ready((!rest.is_empty()).then_some(rest));
                }
                Poll::Pending => break,
            }
            left -= 1;
        }
        if !this.gathered.is_empty() && this.sleep.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Some(mem::take(this.gathered)));
        }
        if left == 0 {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let some = usize::from(!self.gathered.is_empty());
        let (least, most) = self.stream.size_hint();
        let least = least.saturating_add(self.gathered.len());
        (
            least.div_ceil(self.max.get()),
            most.and_then(|most| most.checked_add(some)),
        )
    }
}

impl<St: Stream, T: Timer> FusedStream for ChunksTimeout<St, T> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated() && self.gathered.is_empty()
    }
}

impl<St: Stream, T: Timer> fmt::Debug for ChunksTimeout<St, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunksTimeout").finish_non_exhaustive()
    }
}
