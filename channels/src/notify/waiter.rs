use std::{
    pin::Pin,
    task::{Poll, Waker},
};

use pin_project_lite::pin_project;

use super::{
    Notify,
    state::{EMPTY, NOTIFIED, WAITING, kind, round},
};
use crate::{raw::wait_queue::Node, sync::Ordering};

/// What is in the list for a waiter.
pub(super) struct Entry {
    /// The round in which it began to wait. Those in the list are in the order of their rounds.
    pub(super) round: usize,
    pub(super) told: Told,
}

/// By whom a waiter was notified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    First,
    Last,
    All,
}

enum Stage {
    New,
    Waiting,
    Done,
}

pin_project! {
    /// What both futures consist of, but for the way to their `Notify`.
    ///
    /// There is no node before it waits: who does not wait moves less memory.
    pub(super) struct Waiter {
        stage: Stage,
        round: usize,
        #[pin]
        node: Option<Node<Entry>>,
    }
}

impl Waiter {
    #[inline]
    pub(super) fn new(notify: &Notify) -> Self {
        // Acquire: pairs with the Release of `notify_waiters`, which is over for this one.
        let round = round(notify.state.load(Ordering::Acquire));
        Self {
            stage: Stage::New,
            round,
            node: None,
        }
    }

    /// Polls, or takes a place without a waker.
    #[inline]
    pub(super) fn poll(
        mut self: Pin<&mut Self>,
        notify: &Notify,
        waker: Option<&Waker>,
    ) -> Poll<()> {
        let poll = match self.stage {
            Stage::New => self.as_mut().start(notify, waker),
            Stage::Waiting => self.as_mut().go_on(notify, waker),
            Stage::Done => Poll::Ready(()),
        };
        *self.project().stage = match poll {
            Poll::Pending => Stage::Waiting,
            Poll::Ready(()) => Stage::Done,
        };
        poll
    }

    #[inline]
    fn start(self: Pin<&mut Self>, notify: &Notify, waker: Option<&Waker>) -> Poll<()> {
        // Acquire: pairs with the Release of `notify_waiters`.
        let state = notify.state.load(Ordering::Acquire);
        let is_over = round(state) != self.round;
        if is_over || kind(state) == NOTIFIED && notify.take_permit(state) {
            return Poll::Ready(());
        }
        self.enter(notify, waker)
    }

    /// Takes a place, unless it is notified meanwhile.
    fn enter(self: Pin<&mut Self>, notify: &Notify, waker: Option<&Waker>) -> Poll<()> {
        let mut this = self.project();
        this.node.set(Some(Node::new(Entry {
            round: *this.round,
            told: Told::Nothing,
        })));
        let node = this.node.as_pin_mut().expect("it was set");
        let waker = waker.unwrap_or(Waker::noop()).clone();
        let mut guard = notify.waiters.lock();
        loop {
            // Relaxed: the round changes under the lock.
            let state = notify.state.load(Ordering::Relaxed);
            if round(state) != *this.round {
                break;
            }
            match kind(state) {
                NOTIFIED if notify.take_permit(state) => break,
                EMPTY => {
                    let next = round(state) | WAITING;
                    // Relaxed: who sees it takes the lock.
                    let _changed = notify.state.compare_exchange(
                        state,
                        next,
                        Ordering::Relaxed,
                        Ordering::Relaxed,
                    );
                }
                WAITING => {
                    guard.push_back(0, node, waker);
                    return Poll::Pending;
                }
                _ => {}
            }
        }
        drop(guard);
        Poll::Ready(())
    }

    fn go_on(self: Pin<&mut Self>, notify: &Notify, waker: Option<&Waker>) -> Poll<()> {
        let this = self.project();
        let mut node = this.node.as_pin_mut().expect("it waits");
        let mut new = None;
        loop {
            if !node.is_linked() {
                return Poll::Ready(());
            }
            let mut guard = notify.waiters.lock();
            if !node.is_linked() {
                return Poll::Ready(());
            }
            // Relaxed: the round changes under the lock.
            if round(notify.state.load(Ordering::Relaxed)) != *this.round {
                // It is about to be woken.
                let old = guard.remove(node);
                drop(guard);
                drop(old);
                return Poll::Ready(());
            }
            let Some(waker) = waker else {
                return Poll::Pending;
            };
            if let Some(new) = new.take() {
                let old = guard.set_waker(node, new);
                drop(guard);
                drop(old);
                return Poll::Pending;
            }
            if guard.will_wake(node.as_mut(), waker) {
                return Poll::Pending;
            }
            drop(guard);
            new = Some(waker.clone());
        }
    }

    /// Leaves the list, and passes on what was given to this alone.
    #[inline]
    pub(super) fn leave(self: Pin<&mut Self>, notify: &Notify) {
        if matches!(self.stage, Stage::Waiting) {
            self.leave_list(notify);
        }
    }

    fn leave_list(self: Pin<&mut Self>, notify: &Notify) {
        let this = self.project();
        *this.stage = Stage::Done;
        let mut node = this.node.as_pin_mut().expect("it waits");
        let mut guard = notify.waiters.lock();
        if let Some(waker) = guard.remove(node.as_mut()) {
            notify.settle(&mut guard);
            drop(guard);
            drop(waker);
            return;
        }
        let told = guard.entry(node).told;
        if matches!(told, Told::First | Told::Last) {
            notify.notify_waiter(guard, told);
        }
    }
}
