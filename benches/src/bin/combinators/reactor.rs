//! Children that wait, and what wakes them.

use std::{
    cell::{Cell, RefCell},
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// The wakers of children, by their numbers, and a count of their polls.
#[derive(Debug, Default)]
pub(crate) struct Reactor {
    wakers: RefCell<Vec<Option<Waker>>>,
    polls: Cell<u64>,
}

impl Reactor {
    /// Makes one for so many children; it lasts as long as the program.
    pub(crate) fn leak(children: usize) -> &'static Self {
        let reactor = Self::default();
        reactor.wakers.borrow_mut().resize(children, None);
        Box::leak(Box::new(reactor))
    }

    /// Makes a child that is ready once it was polled `waits` times, or never if that is [`FOREVER`].
    pub(crate) fn leaf(&'static self, index: usize, waits: u8) -> Leaf {
        Leaf {
            reactor: self,
            index,
            waits,
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
        let place = &mut self.wakers.borrow_mut()[index];
        match place {
            Some(old) if old.will_wake(cx.waker()) => {}
            _ => *place = Some(cx.waker().clone()),
        }
    }

    /// Wakes a child that waits.
    pub(crate) fn wake(&self, index: usize) {
        let waker = self.wakers.borrow_mut()[index].take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Wakes every child that waits, in order.
    pub(crate) fn wake_all(&self) {
        let count = self.wakers.borrow().len();
        (0..count).for_each(|index| self.wake(index));
    }
}

/// What a child that is never ready waits for.
pub(crate) const FOREVER: u8 = u8::MAX;

/// A child: it gives its number.
#[derive(Debug)]
pub(crate) struct Leaf {
    reactor: &'static Reactor,
    index: usize,
    waits: u8,
}

impl Future for Leaf {
    type Output = usize;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        self.reactor.count();
        if self.waits == 0 {
            return Poll::Ready(self.index);
        }
        if self.waits != FOREVER {
            self.waits -= 1;
        }
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

    /// Runs a future to its end: whenever it waits, all its children are woken.
    pub(crate) fn run<F: Future>(&self, future: F, reactor: &Reactor) -> F::Output {
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = self.poll(|cx| future.as_mut().poll(cx)) {
                return output;
            }
            reactor.wake_all();
        }
    }
}
