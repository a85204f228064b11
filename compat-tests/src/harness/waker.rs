use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Poll, Wake, Waker},
    time::{Duration, Instant},
};

use anyrt_traits::{task::yield_now, time::Timer};

use super::{limit, limit::until_blocking};

/// A waker that counts, and tells how many clones of it are alive.
#[derive(Clone, Default)]
pub(crate) struct Counter(Arc<Calls>);

#[derive(Default)]
struct Calls {
    wakes: AtomicUsize,
    /// The wakers that were made and whose last clone was not dropped yet.
    alive: AtomicUsize,
    listeners: Mutex<Vec<Waker>>,
}

struct Counted(Arc<Calls>);

impl Counter {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn waker(&self) -> Waker {
        self.0.alive.fetch_add(1, Ordering::AcqRel);
        Waker::from(Arc::new(Counted(self.0.clone())))
    }

    pub(crate) fn wakes(&self) -> usize {
        self.0.wakes.load(Ordering::Acquire)
    }

    /// How many of the wakers made so far are kept by somebody.
    pub(crate) fn kept(&self) -> usize {
        self.0.alive.load(Ordering::Acquire)
    }

    /// Waits until it was woken at least once.
    pub(crate) async fn woken(&self) {
        self.woken_after(0).await;
    }

    /// Waits until it was woken more than `count` times; in any case the executor has a turn, which some
    /// want before they let a task go on.
    pub(crate) async fn woken_after(&self, count: usize) {
        yield_now().await;
        std::future::poll_fn(|cx| {
            if self.wakes() > count {
                return Poll::Ready(());
            }
            let mut listeners = self
                .0
                .listeners
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            listeners.push(cx.waker().clone());
            drop(listeners);
            if self.wakes() > count {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await;
    }

    /// Waits until nobody keeps one of its wakers; a reactor may do so until its next turn, which short
    /// sleeps bring about.
    pub(crate) async fn forgotten(&self, timer: &impl Timer) {
        let start = Instant::now();
        while self.kept() > 0 {
            assert!(start.elapsed() < limit() / 2, "a waker is never let go");
            timer.sleep(Duration::from_millis(1)).await;
        }
    }

    /// Waits until it was woken at least once, on a thread that may block.
    pub(crate) fn woken_blocking(&self) {
        until_blocking("a wake-up", || self.wakes() > 0);
    }
}

impl Wake for Counted {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.wakes.fetch_add(1, Ordering::AcqRel);
        let listeners = std::mem::take(
            &mut *self
                .0
                .listeners
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        listeners.into_iter().for_each(Waker::wake);
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.alive.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A waker that runs hooks when it is woken and when its last clone is dropped.
pub(crate) struct HookedWaker {
    on_wake: Box<dyn Fn() + Send + Sync>,
    on_drop: Box<dyn Fn() + Send + Sync>,
}

impl HookedWaker {
    pub(crate) fn on_wake(hook: impl Fn() + Send + Sync + 'static) -> Waker {
        Self::make(hook, || ())
    }

    pub(crate) fn on_drop(hook: impl Fn() + Send + Sync + 'static) -> Waker {
        Self::make(|| (), hook)
    }

    /// Uses something both when it is woken and when its last clone is dropped, and tells of the latter.
    pub(crate) fn on_both(
        hook: impl Fn() + Send + Sync + 'static,
        dropped: impl Fn() + Send + Sync + 'static,
    ) -> Waker {
        let hook = Arc::new(hook);
        let on_wake = hook.clone();
        Self::make(
            move || on_wake(),
            move || {
                hook();
                dropped();
            },
        )
    }

    fn make(
        on_wake: impl Fn() + Send + Sync + 'static,
        on_drop: impl Fn() + Send + Sync + 'static,
    ) -> Waker {
        Waker::from(Arc::new(Self {
            on_wake: Box::new(on_wake),
            on_drop: Box::new(on_drop),
        }))
    }
}

impl Wake for HookedWaker {
    fn wake(self: Arc<Self>) {
        (self.on_wake)();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        (self.on_wake)();
    }
}

impl Drop for HookedWaker {
    fn drop(&mut self) {
        (self.on_drop)();
    }
}
