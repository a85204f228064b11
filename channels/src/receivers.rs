//! The receivers of a queue that has many, and how they wait for its messages.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use crate::{
    raw::{
        missing::Missing,
        pause::Pause,
        wait_queue::{Node, WaitQueue},
    },
    wake_list::WakeList,
};

/// Those that wait for a message.
pub(crate) struct Receivers {
    waiters: WaitQueue<(), ReceiveEntry>,
}

/// What one of them waits for.
#[derive(Debug)]
pub(crate) struct ReceiveEntry {
    /// It was woken for a message, which it did not look for yet.
    is_told: bool,
}

/// The place of one of them.
pub(crate) type ReceiveNode = Node<ReceiveEntry>;

impl ReceiveNode {
    /// A receiver that does not wait yet.
    pub(crate) fn idle() -> Self {
        Self::new(ReceiveEntry { is_told: false })
    }
}

/// What they wait for, and how it learns of them.
pub(crate) trait Source {
    type Message;

    /// Takes a message, if one is written.
    fn take(&self) -> Result<Self::Message, Missing>;

    /// Has whoever sends from now on call `wake_one`. Called under the lock.
    fn announce(&self);

    /// Ends that. Called under the lock.
    fn retract(&self);

    /// Returns whether there may be a message, or the end. After `announce` it sees all that was sent
    /// before.
    fn is_ready(&self) -> bool;
}

impl Receivers {
    pub(crate) fn new() -> Self {
        Self {
            waiters: WaitQueue::new(()),
        }
    }

    /// Receives without waiting, unless for a message that is being written.
    #[inline]
    pub(crate) fn try_recv<S: Source>(source: &S) -> Result<S::Message, Missing> {
        let mut pause = Pause::new();
        loop {
            match source.take() {
                Err(Missing::Claimed) => pause.wait(),
                other => return other,
            }
        }
    }

    /// Receives, or leaves a waker. Whoever gives up after a `Pending` must call `cancel`.
    pub(crate) fn poll_recv<S: Source>(
        &self,
        source: &S,
        mut node: Pin<&mut ReceiveNode>,
        cx: &Context<'_>,
    ) -> Poll<Option<S::Message>> {
        let mut pause = Pause::new();
        let was_linked = node.is_linked();
        loop {
            let message = match source.take() {
                Ok(message) => Some(message),
                Err(Missing::End) => None,
                Err(Missing::Claimed) if pause.has_spun() => {
                    // Its sender was held up, and may know of no receiver.
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Err(Missing::Claimed) => {
                    pause.wait();
                    continue;
                }
                Err(Missing::Empty) => {
                    if self.enqueue(source, node.as_mut(), cx) {
                        return Poll::Pending;
                    }
                    continue;
                }
            };
            if was_linked {
                // It was not woken for what it got, and may have been woken for something else since.
                self.cancel(source, node);
            } else if let Some(entry) = node.entry() {
                entry.is_told = false;
            }
            return Poll::Ready(message);
        }
    }

    /// Puts a receiver into the list, or gives it this waker if it is there already. Returns false if it is to
    /// look again.
    #[cold]
    fn enqueue(
        &self,
        source: &impl Source,
        mut node: Pin<&mut ReceiveNode>,
        cx: &Context<'_>,
    ) -> bool {
        // Who is in the list may be woken by this waker already.
        let mut new = (!node.is_linked()).then(|| cx.waker().clone());
        loop {
            let mut guard = self.waiters.lock();
            let is_linked = node.is_linked();
            if is_linked && guard.will_wake(node.as_mut(), cx.waker()) {
                return true;
            }
            let Some(waker) = new.take() else {
                drop(guard);
                new = Some(cx.waker().clone());
                continue;
            };
            if is_linked {
                let old = guard.set_waker(node, waker);
                drop(guard);
                drop(old);
                return true;
            }
            source.announce();
            if source.is_ready() {
                if guard.is_empty(0) {
                    source.retract();
                }
                drop(guard);
                drop(waker);
                return false;
            }
            guard.entry(node.as_mut()).is_told = false;
            guard.push_back(0, node, waker);
            return true;
        }
    }

    /// Ends a wait. If the receiver was woken for a message, another one is.
    #[cold]
    pub(crate) fn cancel(&self, source: &impl Source, mut node: Pin<&mut ReceiveNode>) {
        if node.is_linked() {
            let mut guard = self.waiters.lock();
            let waker = guard.remove(node.as_mut());
            if waker.is_some() && guard.is_empty(0) {
                source.retract();
            }
            drop(guard);
            drop(waker);
        }
        let is_told = node
            .entry()
            .is_some_and(|entry| mem::take(&mut entry.is_told));
        if is_told && source.is_ready() {
            self.wake_one(source);
        }
    }

    /// Wakes the receiver that waits longest.
    #[cold]
    pub(crate) fn wake_one(&self, source: &impl Source) {
        let mut guard = self.waiters.lock();
        let waker = guard.pop_front(0, |entry| entry.is_told = true);
        if waker.is_some() && guard.is_empty(0) {
            source.retract();
        }
        drop(guard);
        if let Some(Some(waker)) = waker {
            waker.wake();
        }
    }

    /// Takes all of them out, since no message may come. Returns whether some are left, for want of room.
    #[cold]
    pub(crate) fn fill(&self, source: &impl Source, wakers: &mut WakeList) -> bool {
        let mut guard = self.waiters.lock();
        while wakers.has_room() {
            match guard.pop_front(0, |entry| entry.is_told = true) {
                Some(waker) => wakers.push(waker),
                None => {
                    source.retract();
                    return false;
                }
            }
        }
        true
    }
}
