use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use anyrt_traits::time::{Sleep, Timer};
use futures_util::{
    Stream, StreamExt,
    stream::{Fuse, FusedStream},
};
use pin_project_lite::pin_project;

use super::{MissedTick, budget::BUDGET, deadline::poll_pause};

pin_project! {
    /// The stream of [`StreamTimeExt::sample`](super::StreamTimeExt::sample).
    ///
    /// # Cancel safety
    ///
    /// Resumable: the item that is held stays in the stream until a poll gives it.
    #[must_use = "streams do nothing unless polled"]
    pub struct Sample<St, T>
    where
        St: Stream,
        T: Timer,
    {
        #[pin]
        stream: Fuse<St>,
        timer: T,
        period: Duration,
        #[pin]
        sleep: T::Sleep,
        // The end of the period of the last item, `None` meaning never.
        end: Option<Instant>,
        held: Option<St::Item>,
        has_yielded: bool,
    }
}

impl<St: Stream, T: Timer> Sample<St, T> {
    pub(super) fn new(stream: St, timer: T, period: Duration) -> Self {
        Self {
            stream: stream.fuse(),
            end: timer.now().checked_add(period),
            sleep: timer.sleep(Duration::MAX),
            timer,
            period,
            held: None,
            has_yielded: false,
        }
    }
}

impl<St: Stream, T: Timer> Stream for Sample<St, T> {
    type Item = St::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let mut this = self.project();
        let mut left = BUDGET;
        while left > 0 {
            match this.stream.as_mut().poll_next(cx) {
                Poll::Ready(Some(item)) => {
                    if this.held.replace(item).is_none() {
                        let now = this.timer.now();
                        *this.end = this.end.and_then(|end| end_after(end, now, *this.period));
                        match *this.end {
                            Some(end) => this.sleep.as_mut().reset(end),
                            None => this.sleep.as_mut().reset_never(),
                        }
                    }
                }
                Poll::Ready(None) => return Poll::Ready(this.held.take()),
                Poll::Pending => break,
            }
            left -= 1;
        }
        let sleep = this.sleep.as_mut();
        if this.held.is_some() && poll_pause(cx, this.timer, sleep, this.has_yielded).is_ready() {
            return Poll::Ready(this.held.take());
        }
        if left == 0 {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let held = usize::from(self.held.is_some());
        let most = self.stream.size_hint().1;
        (held, most.and_then(|most| most.checked_add(held)))
    }
}

/// The end of the period that `now` falls into, where `end` is that of an earlier one or of the same.
fn end_after(end: Instant, now: Instant, period: Duration) -> Option<Instant> {
    if now < end || period.is_zero() {
        return Some(end);
    }
    MissedTick::Skip.next(end, now, period)
}

impl<St: Stream, T: Timer> FusedStream for Sample<St, T> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated() && self.held.is_none()
    }
}

impl<St: Stream, T: Timer> fmt::Debug for Sample<St, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sample").finish_non_exhaustive()
    }
}
