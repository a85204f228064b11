use std::{
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use anyrt_combinators::futures_util::{Stream, StreamExt};

/// Counts the wake-ups of its wakers, and the wakers that are kept.
#[derive(Debug, Default, Clone)]
pub(crate) struct Counter(Arc<AtomicUsize>);

struct Counted {
    wakes: Arc<AtomicUsize>,
}

impl Counter {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Makes a waker that is not the same as any before.
    pub(crate) fn waker(&self) -> Waker {
        let wakes = self.0.clone();
        Waker::from(Arc::new(Counted { wakes }))
    }

    pub(crate) fn wakes(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// How many of its wakers are kept by somebody.
    pub(crate) fn kept(&self) -> usize {
        Arc::strong_count(&self.0) - 1
    }
}

impl Wake for Counted {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wakes.fetch_add(1, Ordering::SeqCst);
    }
}

/// Polls once with a fresh waker of `counter`.
pub(crate) fn poll<F: Future + ?Sized>(future: Pin<&mut F>, counter: &Counter) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(&counter.waker()))
}

/// Polls once with a fresh waker of `counter` and tells whether the future has to wait.
pub(crate) fn is_pending<F: Future + ?Sized>(future: Pin<&mut F>, counter: &Counter) -> bool {
    poll(future, counter).is_pending()
}

/// Polls once, with a waker that does nothing.
pub(crate) fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// Gives the output of a future that is ready at its first poll.
#[track_caller]
pub(crate) fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future was not ready at once"),
    }
}

/// Polls a stream once with a fresh waker of `counter`.
pub(crate) fn next<St: Stream + Unpin>(
    stream: &mut St,
    counter: &Counter,
) -> Poll<Option<St::Item>> {
    poll(pin!(stream.next()), counter)
}

/// This many milliseconds.
pub(crate) const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}
