use super::{
    version::{Version, Word},
    waiter::Entry,
};
use crate::{
    batches::wake_in_batches,
    raw::{shared_value::SharedValue, wait_queue::WaitQueue},
    sync::{AtomicUsize, Ordering},
};

/// The list of those who wait for a change.
pub(super) const CHANGES: usize = 0;
/// The list of those who wait for the last receiver to go.
pub(super) const END: usize = 1;

/// What senders and receivers share.
///
/// A receiver that waits says so in the state of the value, where the next writer sees it, and is in the list
/// before it releases the lock of the list. No code of the user runs under that lock.
pub(super) struct Shared<T> {
    pub(super) value: SharedValue<T>,
    pub(super) version: Word,
    pub(super) waiters: WaitQueue<(), Entry, 2>,
    senders: AtomicUsize,
    receivers: AtomicUsize,
}

impl<T> Shared<T> {
    /// Begins with one sender and no receiver.
    pub(super) fn new(value: T) -> Self {
        Self {
            value: SharedValue::new(value),
            version: Word::new(),
            waiters: WaitQueue::new(()),
            senders: AtomicUsize::new(1),
            receivers: AtomicUsize::new(0),
        }
    }

    /// Has `modify` change the value, and wakes those who wait if it returns true.
    pub(super) fn modify(&self, modify: impl FnOnce(&mut T) -> bool) -> bool {
        let mut value = self.value.write();
        let is_modified = modify(&mut value);
        if is_modified {
            let version = self.version.load().version.next();
            self.version.set(version);
            if value.publish() {
                self.wake_older(version);
            }
        }
        is_modified
    }

    /// Wakes those who have seen a version before this one.
    fn wake_older(&self, version: Version) {
        wake_in_batches(|wakers| {
            let mut guard = self.waiters.lock();
            while wakers.has_room() {
                let first = guard.front(CHANGES);
                if !first.is_some_and(|entry| entry.seen.is_older(version)) {
                    return false;
                }
                wakers.push(guard.pop_front(CHANGES, |_| ()).flatten());
            }
            true
        });
    }

    /// Wakes everybody in a list.
    fn wake_list(&self, list: usize) {
        wake_in_batches(|wakers| {
            let mut guard = self.waiters.lock();
            while wakers.has_room() {
                match guard.pop_front(list, |_| ()) {
                    Some(waker) => wakers.push(waker),
                    None => return false,
                }
            }
            true
        });
    }

    pub(super) fn senders(&self) -> usize {
        self.senders.load(Ordering::Relaxed)
    }

    pub(super) fn add_sender(&self) {
        self.senders.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn remove_sender(&self) {
        // Release and Acquire: what a sender did comes before the end that the last one tells.
        if self.senders.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.version.close();
            self.wake_list(CHANGES);
        }
    }

    pub(super) fn receivers(&self) -> usize {
        // Acquire: pairs with the Release of `remove_receiver`.
        self.receivers.load(Ordering::Acquire)
    }

    pub(super) fn add_receiver(&self) {
        self.receivers.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn remove_receiver(&self) {
        // Release: pairs with the Acquire of `receivers`.
        if self.receivers.fetch_sub(1, Ordering::Release) == 1 {
            self.wake_list(END);
        }
    }
}
