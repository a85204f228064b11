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

use super::{budget::BUDGET, deadline::reset_after};

pin_project! {
    /// The stream of [`StreamTimeExt::debounce`](super::StreamTimeExt::debounce).
    ///
    /// # Cancel safety
    ///
    /// Resumable: the item that is held stays in the stream until a poll gives it.
    #[must_use = "streams do nothing unless polled"]
    pub struct Debounce<St, T>
    where
        St: Stream,
        T: Timer,
    {
        #[pin]
        stream: Fuse<St>,
        timer: T,
        quiet: Duration,
        #[pin]
        sleep: T::Sleep,
        held: Option<St::Item>,
    }
}

impl<St: Stream, T: Timer> Debounce<St, T> {
    pub(super) fn new(stream: St, timer: T, quiet: Duration) -> Self {
        Self {
            stream: stream.fuse(),
            sleep: timer.sleep(Duration::MAX),
            timer,
            quiet,
            held: None,
        }
    }
}

impl<St: Stream, T: Timer> Stream for Debounce<St, T> {
    type Item = St::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let mut this = self.project();
        let mut left = BUDGET;
        while left > 0 {
            match this.stream.as_mut().poll_next(cx) {
                Poll::Ready(Some(item)) => *this.held = Some(item),
                Poll::Ready(None) => return Poll::Ready(this.held.take()),
                Poll::Pending => break,
            }
            left -= 1;
        }
        if left < BUDGET {
            reset_after(this.timer, this.sleep.as_mut(), *this.quiet);
        }
        if left == 0 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if this.held.is_none() {
            return Poll::Pending;
        }
        ready!(this.sleep.poll(cx));
        Poll::Ready(this.held.take())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let held = usize::from(self.held.is_some());
        let most = self.stream.size_hint().1;
        (held, most.and_then(|most| most.checked_add(held)))
    }
}

impl<St: Stream, T: Timer> FusedStream for Debounce<St, T> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated() && self.held.is_none()
    }
}

impl<St: Stream, T: Timer> fmt::Debug for Debounce<St, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Debounce").finish_non_exhaustive()
    }
}
