//! Wakers to poll with.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

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

/// A waker that runs some code.
pub(crate) struct Run<F>(pub(crate) F);

impl<F: Fn() + Send + Sync + 'static> Run<F> {
    pub(crate) fn waker(code: F) -> Waker {
        Waker::from(Arc::new(Self(code)))
    }
}

impl<F: Fn()> Wake for Run<F> {
    fn wake(self: Arc<Self>) {
        (self.0)();
    }
}

/// A future that is polled with a waker of its own each time; the last one is looked at.
pub(crate) struct Polled<F> {
    future: Pin<Box<F>>,
    last: Arc<Count>,
    /// Those before, and how often each had been woken when another one took its place.
    before: Vec<(Arc<Count>, usize)>,
}

impl<F: Future> Polled<F> {
    pub(crate) fn new(future: F) -> Self {
        Self {
            future: Box::pin(future),
            last: Count::new(),
            before: Vec::new(),
        }
    }

    pub(crate) fn poll(&mut self) -> Poll<F::Output> {
        let old = mem::replace(&mut self.last, Count::new());
        let wakes = old.get();
        self.before.push((old, wakes));
        let waker = Waker::from(self.last.clone());
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }

    pub(crate) fn poll_with(&mut self, waker: &Waker) -> Poll<F::Output> {
        self.future.as_mut().poll(&mut Context::from_waker(waker))
    }

    /// How often the last waker was woken. None of those before was since.
    pub(crate) fn wakes(&self) -> usize {
        assert!(
            self.before
                .iter()
                .all(|(count, wakes)| count.get() == *wakes),
            "an old waker was woken"
        );
        self.last.get()
    }

    /// How many clones of the last waker there are. There are none of those before.
    pub(crate) fn clones(&self) -> usize {
        assert!(
            self.before
                .iter()
                .all(|(count, _)| Arc::strong_count(count) == 1)
        );
        Arc::strong_count(&self.last) - 1
    }

    /// Drops the future, and gives the last waker.
    pub(crate) fn forget(self) -> Arc<Count> {
        self.last
    }

    pub(crate) fn pinned(&mut self) -> Pin<&mut F> {
        self.future.as_mut()
    }
}

/// Returns whether the code panics.
pub(crate) fn panics(code: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(code)).is_err()
}
