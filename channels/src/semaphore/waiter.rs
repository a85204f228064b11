use std::{
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{
    AcquireError, Semaphore, TryAcquireError,
    state::{CLOSED, PERMIT, WAITING, permits},
};
use crate::{raw::wait_queue::Node, sync::Ordering};

/// What is in the list for a waiter.
pub(super) struct Entry {
    /// How many permits it was not given yet. One that is out of the list and misses some was told that the
    /// semaphore is closed.
    pub(super) missing: usize,
}

enum Stage {
    New,
    Waiting,
    Done,
}

pin_project! {
    /// What both futures consist of, but for the way to their semaphore.
    ///
    /// There is no node before it waits: who does not wait moves less memory.
    pub(super) struct Waiter {
        stage: Stage,
        wanted: usize,
        #[pin]
        node: Option<Node<Entry>>,
    }
}

impl Waiter {
    #[inline]
    pub(super) const fn new(wanted: usize) -> Self {
        Self {
            stage: Stage::New,
            wanted,
            node: None,
        }
    }

    #[inline]
    pub(super) const fn wanted(&self) -> usize {
        self.wanted
    }

    #[inline]
    pub(super) fn poll(
        mut self: Pin<&mut Self>,
        semaphore: &Semaphore,
        cx: &Context<'_>,
    ) -> Poll<Result<(), AcquireError>> {
        let poll = match self.stage {
            Stage::New => self.as_mut().start(semaphore, cx),
            Stage::Waiting => self.as_mut().go_on(semaphore, cx),
            Stage::Done => panic!("polled after it was ready"),
        };
        *self.project().stage = match poll {
            Poll::Pending => Stage::Waiting,
            Poll::Ready(_) => Stage::Done,
        };
        poll
    }

    #[inline]
    fn start(
        self: Pin<&mut Self>,
        semaphore: &Semaphore,
        cx: &Context<'_>,
    ) -> Poll<Result<(), AcquireError>> {
        match semaphore.take(self.wanted) {
            Ok(()) => Poll::Ready(Ok(())),
            Err(TryAcquireError::Closed) => Poll::Ready(Err(AcquireError)),
            Err(TryAcquireError::NoPermits) => self.enter(semaphore, cx),
        }
    }

    /// Takes a place, unless there are enough permits meanwhile.
    fn enter(
        self: Pin<&mut Self>,
        semaphore: &Semaphore,
        cx: &Context<'_>,
    ) -> Poll<Result<(), AcquireError>> {
        let waker = cx.waker().clone();
        let mut this = self.project();
        let missing = *this.wanted;
        this.node.set(Some(Node::new(Entry { missing })));
        let mut node = this.node.as_pin_mut().expect("it was set");
        let mut guard = semaphore.waiters.lock();
        // Relaxed: it is closed under the lock.
        let mut state = semaphore.state.load(Ordering::Relaxed);
        loop {
            if state & CLOSED != 0 {
                drop(guard);
                return Poll::Ready(Err(AcquireError));
            }
            let given = permits(state).min(*this.wanted);
            let missing = *this.wanted - given;
            let waits = if missing > 0 { WAITING } else { 0 };
            // Acquire: pairs with the Release of `Semaphore::release`.
            let changed = semaphore.state.compare_exchange(
                state,
                (state - given * PERMIT) | waits,
                Ordering::Acquire,
                Ordering::Relaxed,
            );
            match changed {
                Ok(_) if missing == 0 => {
                    drop(guard);
                    return Poll::Ready(Ok(()));
                }
                Ok(_) => {
                    guard.entry(node.as_mut()).missing = missing;
                    guard.push_back(0, node, waker);
                    return Poll::Pending;
                }
                Err(now) => state = now,
            }
        }
    }

    fn go_on(
        self: Pin<&mut Self>,
        semaphore: &Semaphore,
        cx: &Context<'_>,
    ) -> Poll<Result<(), AcquireError>> {
        let this = self.project();
        let mut node = this.node.as_pin_mut().expect("it waits");
        let mut new = None;
        loop {
            if let Some(entry) = node.as_mut().entry() {
                let missing = entry.missing;
                if missing == 0 {
                    return Poll::Ready(Ok(()));
                }
                semaphore.release(*this.wanted - missing);
                return Poll::Ready(Err(AcquireError));
            }
            let mut guard = semaphore.waiters.lock();
            if !node.is_linked() {
                continue;
            }
            if let Some(new) = new.take() {
                let old = guard.set_waker(node, new);
                drop(guard);
                drop(old);
                return Poll::Pending;
            }
            if guard.will_wake(node.as_mut(), cx.waker()) {
                return Poll::Pending;
            }
            drop(guard);
            new = Some(cx.waker().clone());
        }
    }

    /// Leaves the list, and passes on what this was given.
    #[inline]
    pub(super) fn leave(self: Pin<&mut Self>, semaphore: &Semaphore) {
        if matches!(self.stage, Stage::Waiting) {
            self.leave_list(semaphore);
        }
    }

    fn leave_list(self: Pin<&mut Self>, semaphore: &Semaphore) {
        let this = self.project();
        *this.stage = Stage::Done;
        let mut node = this.node.as_pin_mut().expect("it waits");
        let mut guard = semaphore.waiters.lock();
        let waker = guard.remove(node.as_mut());
        if waker.is_some() && guard.is_empty(0) {
            // Relaxed: who sees it has nothing to wake.
            semaphore.state.fetch_and(!WAITING, Ordering::Relaxed);
        }
        let given = *this.wanted - guard.entry(node).missing;
        drop(guard);
        semaphore.release(given);
        drop(waker);
    }
}
