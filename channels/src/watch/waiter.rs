use std::{
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{
    error::RecvError,
    shared::{CHANGES, END, Shared},
    version::Version,
};
use crate::raw::{pause::Pause, wait_queue::Node};

/// What is in a list for a waiter.
pub(super) struct Entry {
    /// The version that it has seen. Those in the list are in the order of their versions.
    pub(super) seen: Version,
}

pin_project! {
    /// The place of one that waits in the lists.
    ///
    /// There is no node before it waits: who does not wait moves less memory.
    pub(super) struct Waiter {
        #[pin]
        node: Option<Node<Entry>>,
    }
}

impl Waiter {
    #[inline]
    pub(super) const fn new() -> Self {
        Self { node: None }
    }

    /// Waits for a version that is not `seen`, which it then becomes.
    #[inline]
    pub(super) fn poll_changed<T>(
        mut self: Pin<&mut Self>,
        shared: &Shared<T>,
        seen: &mut Version,
        cx: &Context<'_>,
    ) -> Poll<Result<(), RecvError>> {
        let before = *seen;
        let is_over = || {
            let now = shared.version.load();
            now.version != before || now.is_closed
        };
        loop {
            if is_over() {
                self.as_mut().leave(shared);
                let now = shared.version.load().version;
                if now == before {
                    return Poll::Ready(Err(RecvError));
                }
                *seen = now;
                return Poll::Ready(Ok(()));
            }
            let announce = || shared.value.set_awaited();
            let wait = self
                .as_mut()
                .wait(shared, CHANGES, before, cx, announce, is_over);
            if wait.is_pending() {
                return Poll::Pending;
            }
        }
    }

    /// Waits until there is no receiver.
    pub(super) fn poll_end<T>(
        mut self: Pin<&mut Self>,
        shared: &Shared<T>,
        cx: &Context<'_>,
    ) -> Poll<()> {
        let is_over = || shared.receivers() == 0;
        while !is_over() {
            let seen = shared.version.load().version;
            let wait = self.as_mut().wait(shared, END, seen, cx, || true, is_over);
            if wait.is_pending() {
                return Poll::Pending;
            }
        }
        self.leave(shared);
        Poll::Ready(())
    }

    /// Takes a place in a list, or gives the new waker there, unless it is over. Ready means to look again.
    ///
    /// It is over only after `announce` has returned true, which it does not while a writer is at it.
    #[cold]
    fn wait<T>(
        self: Pin<&mut Self>,
        shared: &Shared<T>,
        list: usize,
        seen: Version,
        cx: &Context<'_>,
        announce: impl Fn() -> bool,
        is_over: impl Fn() -> bool,
    ) -> Poll<()> {
        let mut place = self.project().node;
        if place.is_none() {
            place.set(Some(Node::new(Entry { seen })));
        }
        let mut node = place.as_pin_mut().expect("it was set");
        let mut pause = Pause::new();
        let mut new = None;
        loop {
            let mut guard = shared.waiters.lock();
            let is_linked = node.is_linked();
            if !is_linked && !announce() {
                drop(guard);
                if pause.has_spun() {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                pause.wait();
                continue;
            }
            if is_over() {
                return Poll::Ready(());
            }
            if is_linked && guard.will_wake(node.as_mut(), cx.waker()) {
                return Poll::Pending;
            }
            let Some(new) = new.take() else {
                drop(guard);
                new = Some(cx.waker().clone());
                continue;
            };
            let old = if is_linked {
                guard.set_waker(node, new)
            } else {
                guard.entry(node.as_mut()).seen = seen;
                guard.push_back(list, node, new);
                None
            };
            drop(guard);
            drop(old);
            return Poll::Pending;
        }
    }

    /// Leaves the list that this is in.
    #[inline]
    pub(super) fn leave<T>(self: Pin<&mut Self>, shared: &Shared<T>) {
        if let Some(node) = self.project().node.as_pin_mut()
            && node.is_linked()
        {
            let mut guard = shared.waiters.lock();
            let waker = guard.remove(node);
            drop(guard);
            drop(waker);
        }
    }
}
