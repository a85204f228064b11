//! Any number of waiters on a readiness that remembers one waker.
//!
//! Reactors keep one waker per socket and direction. A [`WaitQueue`] gives them one that is the same at
//! every poll, and keeps the wakers of those that wait in a list of its own, first come first served.
//! One event wakes one waiter. If that one gets what it waited for there may be more where it came from,
//! so it wakes the next; if it is gone, its wake-up goes to the next. Idle waiters sleep.
//!
//! The argument that no wake-up is lost: a waiter that finds nothing ready has registered the queue's
//! waker with the reactor by then. It notes the queue's epoch before, and goes on the list only if the
//! epoch is still the same under the list's lock; else an event came in between, and it tries again.

use std::{
    fmt,
    sync::{Arc, PoisonError, atomic::Ordering},
    task::{Context, Poll, Wake, Waker},
};

use anyrt_traits::net::{WaitList, Waiter};
use slab::Slab;

use crate::{
    life::{Interrupt, Lifetime, Membership},
    sync::{AtomicUsize, Mutex, MutexGuard},
    task::quietly,
};

/// How often an operation is tried in one poll. One that finds an event each time and is pending all the
/// same may have woken the queue itself, as tokio's do when the task's budget is spent: its turn is over.
const ATTEMPTS: usize = 2;

/// A queue of [`Waiter`]s for one direction of one socket.
pub struct WaitQueue {
    shared: Arc<Shared>,
    /// The waker that the reactor gets: `shared`, always the same one.
    waker: Waker,
    /// The place among what the end of the runtime interrupts.
    _membership: Option<Membership>,
}

impl WaitQueue {
    /// Makes an empty queue.
    #[must_use]
    pub fn new() -> Self {
        Self::living_for(&Lifetime::GLOBAL)
    }

    /// Makes an empty queue whose waiters are all woken at the end of `lifetime`, at which operations
    /// must look.
    #[must_use]
    pub fn living_for(lifetime: &Lifetime) -> Self {
        let shared = Arc::new(Shared {
            epoch: AtomicUsize::new(0),
            list: Mutex::new(List::new()),
        });
        let membership = lifetime.scope().and_then(|scope| {
            let member: Arc<dyn Interrupt> = shared.clone();
            scope.join(Arc::downgrade(&member))
        });
        Self {
            waker: Waker::from(shared.clone()),
            shared,
            _membership: membership,
        }
    }

    /// Tries `operation`, and queues `waiter` if it is pending.
    ///
    /// `operation` must register the context it is given with the reactor before it is pending. It may
    /// be tried twice.
    pub fn poll<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        mut operation: impl FnMut(&mut Context<'_>) -> Poll<R>,
    ) -> Poll<R> {
        self.poll_at_epoch(cx, waiter, |cx, _| operation(cx))
    }

    /// Does what [`poll`](Self::poll) does, and tells `operation` how many events there were before it.
    ///
    /// Who has tried in vain at an epoch need not try again at the same one.
    pub fn poll_at_epoch<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        mut operation: impl FnMut(&mut Context<'_>, usize) -> Poll<R>,
    ) -> Poll<R> {
        let queue_cx = &mut Context::from_waker(&self.waker);
        for _ in 0..ATTEMPTS {
            let epoch = self.epoch();
            if let Poll::Ready(result) = operation(queue_cx, epoch) {
                if let Some(key) = waiter.key(&self.shared) {
                    // There may be more where this came from, or the event was this one's alone: the
                    // next waiter finds out.
                    self.shared.mark_notified(key);
                    waiter.leave();
                }
                return Poll::Ready(result);
            }
            if self.enqueue(cx, waiter, epoch) {
                return Poll::Pending;
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Returns how many events there were so far.
    #[must_use]
    pub fn epoch(&self) -> usize {
        // Acquire: pairs with the AcqRel in `wake_by_ref`; what an operation looks at is not read before.
        self.shared.epoch.load(Ordering::Acquire)
    }

    /// Puts `waiter` on the list with the waker of `cx`; `false` if an event came since `epoch`.
    fn enqueue(&self, cx: &Context<'_>, waiter: &mut Waiter, epoch: usize) -> bool {
        if let Some(key) = waiter.key(&self.shared) {
            let mut list = self.shared.list();
            if self.shared.epoch.load(Ordering::Acquire) != epoch {
                return false;
            }
            if list.waits_with(key, cx.waker()) {
                return true;
            }
            // Wakers are cloned and dropped outside of the lock.
            drop(list);
            let waker = cx.waker().clone();
            list = self.shared.list();
            if self.shared.epoch.load(Ordering::Acquire) != epoch {
                drop(list);
                return false;
            }
            let old = list.wait_again(key, waker);
            drop(list);
            drop(old);
            return true;
        }
        let waker = cx.waker().clone();
        let mut list = self.shared.list();
        if self.shared.epoch.load(Ordering::Acquire) != epoch {
            drop(list);
            return false;
        }
        let key = list.wait(waker);
        drop(list);
        waiter.join(self.shared.clone(), key);
        true
    }
}

impl Default for WaitQueue {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for WaitQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitQueue").finish_non_exhaustive()
    }
}

struct Shared {
    /// Counts the events.
    epoch: AtomicUsize,
    list: Mutex<List>,
}

impl Shared {
    fn list(&self) -> MutexGuard<'_, List> {
        // No code that could panic runs under the lock but that of the allocator.
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the waiter that has waited longest; one whose waker panics is passed over.
    fn notify_one(&self) {
        loop {
            let waker = self.list().notify_first();
            if waker.is_none_or(|waker| quietly(|| waker.wake())) {
                return;
            }
        }
    }

    /// Wakes every waiter, in the order in which they came.
    fn notify_all(&self) {
        loop {
            let waker = self.list().notify_first();
            let Some(waker) = waker else {
                return;
            };
            quietly(|| waker.wake());
        }
    }

    /// Makes leaving hand a wake-up on.
    fn mark_notified(&self, key: usize) {
        let waker = self.list().notify(key);
        drop(waker);
    }
}

impl Wake for Shared {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // AcqRel: pairs with the loads of the epoch; a waiter that goes on the list after this sees it.
        self.epoch.fetch_add(1, Ordering::AcqRel);
        self.notify_one();
    }
}

impl Interrupt for Shared {
    fn interrupt(&self) {
        // AcqRel: as in `wake_by_ref`.
        self.epoch.fetch_add(1, Ordering::AcqRel);
        self.notify_all();
    }
}

impl WaitList for Shared {
    fn leave(&self, key: usize) {
        let (waker, was_notified) = self.list().remove(key);
        drop(waker);
        if was_notified {
            self.notify_one();
        }
    }
}

/// The waiters, linked in the order in which they came.
struct List {
    waiters: Slab<Entry>,
    first: Option<usize>,
    last: Option<usize>,
}

struct Entry {
    /// `None` once the waiter was notified, which takes it off the links.
    waker: Option<Waker>,
    before: Option<usize>,
    after: Option<usize>,
}

impl List {
    const fn new() -> Self {
        Self {
            waiters: Slab::new(),
            first: None,
            last: None,
        }
    }

    /// Adds a waiter at the end.
    fn wait(&mut self, waker: Waker) -> usize {
        let key = self.waiters.insert(Entry {
            waker: Some(waker),
            before: self.last,
            after: None,
        });
        self.link_after(self.last, key);
        self.last = Some(key);
        key
    }

    /// Tells whether the waiter is linked, with a waker that does what `waker` does.
    fn waits_with(&self, key: usize, waker: &Waker) -> bool {
        let old = self.waiters[key].waker.as_ref();
        old.is_some_and(|old| old.will_wake(waker))
    }

    /// Gives the waiter a new waker; one that was notified goes to the front, where it came from.
    fn wait_again(&mut self, key: usize, waker: Waker) -> Option<Waker> {
        let old = self.waiters[key].waker.replace(waker);
        if old.is_none() {
            let second = self.first.replace(key);
            self.waiters[key].before = None;
            self.waiters[key].after = second;
            match second {
                Some(second) => self.waiters[second].before = Some(key),
                None => self.last = Some(key),
            }
        }
        old
    }

    fn notify_first(&mut self) -> Option<Waker> {
        self.notify(self.first?)
    }

    /// Takes the waiter off the links, and its waker out.
    fn notify(&mut self, key: usize) -> Option<Waker> {
        let waker = self.waiters[key].waker.take()?;
        let (before, after) = (self.waiters[key].before, self.waiters[key].after);
        self.link_after(before, after);
        match after {
            Some(after) => self.waiters[after].before = before,
            None => self.last = before,
        }
        Some(waker)
    }

    /// Removes the waiter; tells whether it had been notified.
    fn remove(&mut self, key: usize) -> (Option<Waker>, bool) {
        let waker = self.notify(key);
        self.waiters.remove(key);
        let was_notified = waker.is_none();
        (waker, was_notified)
    }

    /// Makes what comes after `before`, or first, be `next`.
    fn link_after(&mut self, before: Option<usize>, next: impl Into<Option<usize>>) {
        match before {
            Some(before) => self.waiters[before].after = next.into(),
            None => self.first = next.into(),
        }
    }
}
