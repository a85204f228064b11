//! Wakers to poll with.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use anyrt_combinators::futures_util::Stream;

/// A waker that counts.
#[derive(Default)]
pub(crate) struct Count(AtomicUsize);

impl Count {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    pub(crate) fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Polls with a waker of its own each time, and looks at the last one only.
#[derive(Default)]
pub(crate) struct Poller(Arc<Count>);

impl Poller {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with<R>(&mut self, poll: impl FnOnce(&mut Context<'_>) -> R) -> R {
        self.0 = Count::new();
        poll(&mut Context::from_waker(&Waker::from(self.0.clone())))
    }

    pub(crate) fn poll<F: Future + ?Sized>(&mut self, future: Pin<&mut F>) -> Poll<F::Output> {
        self.with(|cx| future.poll(cx))
    }

    pub(crate) fn poll_next<S: Stream + ?Sized>(
        &mut self,
        stream: Pin<&mut S>,
    ) -> Poll<Option<S::Item>> {
        self.with(|cx| stream.poll_next(cx))
    }

    /// How often the waker of the last poll was woken.
    pub(crate) fn wakes(&self) -> usize {
        self.0.get()
    }

    /// How many clones of the waker of the last poll there are.
    pub(crate) fn clones(&self) -> usize {
        Arc::strong_count(&self.0) - 1
    }
}
