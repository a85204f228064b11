use std::{
    fmt,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use pin_project_lite::pin_project;

/// Counts the polls of `future`, the wake-ups of its wakers, and the polls that no wake-up asked for.
///
/// The counts can be read while the future runs and after it is gone. The future gets a waker of its own:
/// one allocation for each waker of the task that it is polled with.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::{futures_util::FutureExt, watch::count_polls};
///
/// let (future, counts) = count_polls(async { 42 });
/// assert_eq!(future.now_or_never(), Some(42));
/// assert_eq!((counts.polls(), counts.wakes(), counts.spurious_polls()), (1, 0, 0));
/// ```
pub fn count_polls<F: IntoFuture>(future: F) -> (CountPolls<F::IntoFuture>, PollCounts) {
    let counts = PollCounts::default();
    let future = CountPolls {
        future: future.into_future(),
        counts: counts.clone(),
        waker: None,
    };
    (future, counts)
}

/// What was counted; clones read the same.
#[derive(Clone, Default)]
pub struct PollCounts {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    polls: AtomicU64,
    wakes: AtomicU64,
    spurious_polls: AtomicU64,
    /// A waker was woken since the last poll began. The executor orders a wake-up before the poll that it
    /// leads to, so this need not.
    is_woken: AtomicBool,
}

impl PollCounts {
    /// Returns how often the future was polled.
    #[must_use]
    pub fn polls(&self) -> u64 {
        self.shared.polls.load(Ordering::Relaxed)
    }

    /// Returns how often its wakers were woken.
    #[must_use]
    pub fn wakes(&self) -> u64 {
        self.shared.wakes.load(Ordering::Relaxed)
    }

    /// Returns how many polls but the first came without a wake-up since the poll before.
    #[must_use]
    pub fn spurious_polls(&self) -> u64 {
        self.shared.spurious_polls.load(Ordering::Relaxed)
    }

    fn note_poll(&self) {
        let was_woken = self.shared.is_woken.swap(false, Ordering::Relaxed);
        let earlier = self.shared.polls.fetch_add(1, Ordering::Relaxed);
        if earlier > 0 && !was_woken {
            self.shared.spurious_polls.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl fmt::Debug for PollCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollCounts")
            .field("polls", &self.polls())
            .field("wakes", &self.wakes())
            .field("spurious_polls", &self.spurious_polls())
            .finish()
    }
}

pin_project! {
    /// The future of [`count_polls`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping it drops the future, and means what dropping that means.
    #[must_use = "futures do nothing unless polled"]
    pub struct CountPolls<F> {
        #[pin]
        future: F,
        counts: PollCounts,
        // The task's waker that the future was polled with last, and the one made of it.
        waker: Option<(Waker, Waker)>,
    }
}

impl<F: Future> Future for CountPolls<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        this.counts.note_poll();
        if !matches!(this.waker, Some((task, _)) if task.will_wake(cx.waker())) {
            *this.waker = None;
        }
        let (_, counting) = this.waker.get_or_insert_with(|| {
            let counting = CountingWaker {
                counts: this.counts.clone(),
                task: cx.waker().clone(),
            };
            (cx.waker().clone(), Waker::from(Arc::new(counting)))
        });
        this.future.poll(&mut Context::from_waker(counting))
    }
}

impl<F> fmt::Debug for CountPolls<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CountPolls")
            .field("counts", &self.counts)
            .finish_non_exhaustive()
    }
}

struct CountingWaker {
    counts: PollCounts,
    task: Waker,
}

impl Wake for CountingWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.counts.shared.wakes.fetch_add(1, Ordering::Relaxed);
        self.counts.shared.is_woken.store(true, Ordering::Relaxed);
        self.task.wake_by_ref();
    }
}
