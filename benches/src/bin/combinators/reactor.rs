//! Children that wait, and what wakes them.

use std::{
    cell::Cell,
    fmt,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// The wakers of children, by their numbers, and a count of their polls.
pub(crate) struct Reactor {
    waiting: Box<[Waiting]>,
    polls: Cell<u64>,
}

/// A child that waits, or does not.
#[derive(Default)]
struct Waiting {
    waker: Cell<Option<Waker>>,
    was_woken: Cell<bool>,
}

impl fmt::Debug for Reactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reactor").finish_non_exhaustive()
    }
}

impl Reactor {
    /// Makes one for so many children; it lasts as long as the program.
    pub(crate) fn leak(children: usize) -> &'static Self {
        Box::leak(Box::new(Self {
            waiting: (0..children).map(|_| Waiting::default()).collect(),
            polls: Cell::new(0),
        }))
    }

    /// Makes a child that is ready once it was woken `waits` times, or never if that is [`FOREVER`].
    pub(crate) fn leaf(&'static self, index: usize, waits: u8) -> Leaf {
        Leaf {
            reactor: self,
            index,
            waits,
            has_begun: false,
        }
    }

    /// Counts a poll of a child.
    pub(crate) fn count(&self) {
        self.polls.set(self.polls.get() + 1);
    }

    /// Returns how often children were polled.
    pub(crate) fn polls(&self) -> u64 {
        self.polls.get()
    }

    /// Keeps the waker of a child that has to wait, as a reactor does.
    pub(crate) fn register(&self, index: usize, cx: &Context<'_>) {
        let place = &self.waiting[index].waker;
        place.set(match place.take() {
            Some(old) if old.will_wake(cx.waker()) => Some(old),
            _ => Some(cx.waker().clone()),
        });
    }

    /// Wakes a child that waits.
    pub(crate) fn wake(&self, index: usize) {
        let waiting = &self.waiting[index];
        waiting.was_woken.set(true);
        if let Some(waker) = waiting.waker.take() {
            waker.wake();
        }
    }

    /// Returns how many children there are.
    fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Tells whether a child was woken since this was asked last.
    fn was_woken(&self, index: usize) -> bool {
        self.waiting[index].was_woken.take()
    }
}

/// How often a child is woken that is never ready.
pub(crate) const FOREVER: u8 = u8::MAX;

/// A child: it gives its number.
#[derive(Debug)]
pub(crate) struct Leaf {
    reactor: &'static Reactor,
    index: usize,
    waits: u8,
    has_begun: bool,
}

impl Future for Leaf {
    type Output = usize;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        self.reactor.count();
        if self.waits == 0 {
            return Poll::Ready(self.index);
        }
        let was_woken = self.reactor.was_woken(self.index);
        if self.has_begun && was_woken && self.waits != FOREVER {
            self.waits -= 1;
            if self.waits == 0 {
                return Poll::Ready(self.index);
            }
        }
        self.has_begun = true;
        self.reactor.register(self.index, cx);
        Poll::Pending
    }
}

/// The task that polls: it knows whether it was woken.
#[derive(Debug)]
pub(crate) struct Parent {
    flag: Arc<Flag>,
    waker: Waker,
}

#[derive(Debug, Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Default for Parent {
    fn default() -> Self {
        let flag = Arc::<Flag>::default();
        let waker = Waker::from(flag.clone());
        Self { flag, waker }
    }
}

impl Parent {
    /// Calls `poll` again as long as it is pending and has woken the parent.
    pub(crate) fn poll<R>(&self, mut poll: impl FnMut(&mut Context<'_>) -> Poll<R>) -> Poll<R> {
        loop {
            self.flag.0.store(false, Ordering::Relaxed);
            let polled = poll(&mut Context::from_waker(&self.waker));
            if polled.is_ready() || !self.flag.0.load(Ordering::Relaxed) {
                return polled;
            }
        }
    }

    /// Runs a future to its end: whenever it waits, the next of its children is woken.
    pub(crate) fn run<F: Future>(&self, future: F, reactor: &Reactor) -> F::Output {
        let mut future = pin!(future);
        let mut next = 0;
        loop {
            if let Poll::Ready(output) = self.poll(|cx| future.as_mut().poll(cx)) {
                return output;
            }
            assert!(next < reactor.len(), "a wake-up was lost");
            reactor.wake(next);
            next += 1;
        }
    }
}
