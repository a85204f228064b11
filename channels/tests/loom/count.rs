use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use loom::sync::atomic::{AtomicUsize, Ordering};

/// A waker that counts, without any ordering of its own.
pub(crate) struct Count(AtomicUsize);

impl Count {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(AtomicUsize::new(0)))
    }

    /// How often it was woken. What another thread did is seen once that is joined.
    pub(crate) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Polls with this waker.
    pub(crate) fn poll<F: Future + ?Sized>(
        self: &Arc<Self>,
        future: Pin<&mut F>,
    ) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(&Waker::from(self.clone())))
    }
}

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A future that is polled with a waker of its own each time.
pub(crate) struct Polled<F> {
    pub(crate) future: Pin<Box<F>>,
    last: Arc<Count>,
}

impl<F: Future> Polled<F> {
    pub(crate) fn new(future: F) -> Self {
        Self {
            future: Box::pin(future),
            last: Count::new(),
        }
    }

    pub(crate) fn poll(&mut self) -> Poll<F::Output> {
        self.last = Count::new();
        self.last.poll(self.future.as_mut())
    }

    /// Returns whether the last waker was woken.
    pub(crate) fn is_woken(&self) -> bool {
        self.last.get() > 0
    }

    /// The output, when it was pending before and nothing happens any more: the last waker was woken.
    pub(crate) fn woken(&mut self) -> F::Output {
        assert!(self.last.get() > 0, "the last waker was not woken");
        match self.poll() {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("woken for nothing"),
        }
    }
}
