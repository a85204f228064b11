//! The wait of a sender for the close of its channel.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use crate::{
    raw::wait_queue::{Node, WaitQueue},
    wake_list::WakeList,
};

/// Those that wait for the close.
pub(crate) struct UntilClosed {
    waiters: WaitQueue<(), ()>,
}

/// The place of one of them.
pub(crate) type ClosedNode = Node<()>;

impl UntilClosed {
    pub(crate) fn new() -> Self {
        Self {
            waiters: WaitQueue::new(()),
        }
    }

    /// Waits. Whoever gives up after a `Pending` must call `cancel`.
    pub(crate) fn poll(
        &self,
        mut node: Pin<&mut ClosedNode>,
        cx: &Context<'_>,
        is_closed: impl Fn() -> bool,
    ) -> Poll<()> {
        let mut new = (!node.is_linked()).then(|| cx.waker().clone());
        loop {
            if is_closed() {
                self.cancel(node);
                return Poll::Ready(());
            }
            let mut guard = self.waiters.lock();
            // The closer takes the lock after the close.
            if is_closed() {
                continue;
            }
            if guard.will_wake(node.as_mut(), cx.waker()) {
                return Poll::Pending;
            }
            let Some(waker) = new.take() else {
                drop(guard);
                new = Some(cx.waker().clone());
                continue;
            };
            let old = if node.is_linked() {
                guard.set_waker(node, waker)
            } else {
                guard.push_back(0, node, waker);
                None
            };
            drop(guard);
            drop(old);
            return Poll::Pending;
        }
    }

    /// Ends a wait.
    pub(crate) fn cancel(&self, node: Pin<&mut ClosedNode>) {
        if node.is_linked() {
            let waker = self.waiters.lock().remove(node);
            drop(waker);
        }
    }

    /// Takes them out, after the close. Returns whether some are left, for want of room.
    #[cold]
    pub(crate) fn fill(&self, wakers: &mut WakeList) -> bool {
        let mut guard = self.waiters.lock();
        while wakers.has_room() {
            match guard.pop_front(0, |()| ()) {
                Some(waker) => wakers.push(waker),
                None => return false,
            }
        }
        true
    }
}
