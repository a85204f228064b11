use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use anyrt_traits::time::Timer;
use futures_util::{
    Stream, StreamExt,
    stream::{Fuse, FusedStream},
};
use pin_project_lite::pin_project;

use super::{
    Elapsed,
    deadline::{poll_pause, reset_after},
};

pin_project! {
    /// The stream of [`StreamTimeExt::idle_timeout`](super::StreamTimeExt::idle_timeout).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: an item leaves the stream only in the poll that gives it. The silence that was waited
    /// out counts on.
    #[must_use = "streams do nothing unless polled"]
    pub struct IdleTimeout<St, T>
    where
        T: Timer,
    {
        #[pin]
        stream: Fuse<St>,
        timer: T,
        limit: Duration,
        #[pin]
        sleep: T::Sleep,
        is_waiting: bool,
        has_yielded: bool,
    }
}

impl<St: Stream, T: Timer> IdleTimeout<St, T> {
    pub(super) fn new(stream: St, timer: T, limit: Duration) -> Self {
        Self {
            stream: stream.fuse(),
            sleep: timer.sleep(Duration::MAX),
            timer,
            limit,
            is_waiting: false,
            has_yielded: false,
        }
    }
}

impl<St: Stream, T: Timer> Stream for IdleTimeout<St, T> {
    type Item = Result<St::Item, Elapsed>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        if let Poll::Ready(item) = this.stream.poll_next(cx) {
            *this.is_waiting = false;
            return Poll::Ready(item.map(Ok));
        }
        if !*this.is_waiting {
            reset_after(this.timer, this.sleep.as_mut(), *this.limit);
            *this.is_waiting = true;
        }
        let sleep = this.sleep.as_mut();
        ready!(poll_pause(cx, this.timer, sleep, this.has_yielded));
        *this.is_waiting = false;
        Poll::Ready(Some(Err(Elapsed)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.stream.size_hint().0, None)
    }
}

impl<St: Stream, T: Timer> FusedStream for IdleTimeout<St, T> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated()
    }
}

impl<St: Stream, T: Timer> fmt::Debug for IdleTimeout<St, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdleTimeout").finish_non_exhaustive()
    }
}
