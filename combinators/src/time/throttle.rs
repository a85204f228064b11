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

use super::deadline::{poll_pause, reset_after};

pin_project! {
    /// The stream of [`StreamTimeExt::throttle`](super::StreamTimeExt::throttle).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: an item leaves the stream only in the poll that gives it.
    #[must_use = "streams do nothing unless polled"]
    pub struct Throttle<St, T>
    where
        T: Timer,
    {
        #[pin]
        stream: Fuse<St>,
        timer: T,
        gap: Duration,
        #[pin]
        sleep: T::Sleep,
        is_in_gap: bool,
        has_yielded: bool,
    }
}

impl<St: Stream, T: Timer> Throttle<St, T> {
    pub(super) fn new(stream: St, timer: T, gap: Duration) -> Self {
        Self {
            stream: stream.fuse(),
            sleep: timer.sleep(Duration::MAX),
            timer,
            gap,
            is_in_gap: false,
            has_yielded: false,
        }
    }
}

impl<St: Stream, T: Timer> Stream for Throttle<St, T> {
    type Item = St::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let mut this = self.project();
        if *this.is_in_gap {
            let sleep = this.sleep.as_mut();
            ready!(poll_pause(cx, this.timer, sleep, this.has_yielded));
            *this.is_in_gap = false;
        }
        let item = ready!(this.stream.poll_next(cx));
        if item.is_some() {
            reset_after(this.timer, this.sleep, *this.gap);
            *this.is_in_gap = true;
        }
        Poll::Ready(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.size_hint()
    }
}

impl<St: Stream, T: Timer> FusedStream for Throttle<St, T> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated() && !self.is_in_gap
    }
}

impl<St: Stream, T: Timer> fmt::Debug for Throttle<St, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Throttle").finish_non_exhaustive()
    }
}
