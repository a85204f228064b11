//! What senders and receivers share.

use super::ring::Ring;
use crate::{
    raw::{
        padded::Padded,
        wait_queue::{Guard, Node, WaitQueue},
    },
    until_closed::UntilClosed,
    wake_list::WakeList,
};

/// Receivers that wait for a message.
pub(super) const RECEIVERS: usize = 0;
/// Senders that wait for room.
pub(super) const SENDERS: usize = 1;

/// What is done about a receiver that is slower than the senders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// It loses the oldest messages, and is told.
    Told,
    /// It loses the oldest messages.
    Untold,
    /// The senders wait for it.
    Kept,
}

/// What one who waits has in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiter {
    /// It does not wait.
    Idle,
    /// It waits: a receiver for the message of this number.
    Waiting(u64),
    /// It may send.
    Granted,
    /// It was turned away.
    Closed,
}

/// The place of one who waits.
pub(crate) type BroadcastNode = Node<Waiter>;

impl BroadcastNode {
    /// One who does not wait yet.
    pub(crate) fn idle() -> Self {
        Self::new(Waiter::Idle)
    }
}

/// What the lock guards beside the lists.
pub(super) struct State<T> {
    pub(super) ring: Ring<T>,
    /// How many receivers there are.
    pub(super) receivers: usize,
    /// How many senders were granted room.
    pub(super) granted: usize,
    /// Every sender is gone.
    pub(super) is_ended: bool,
}

pub(super) type Held<'a, T> = Guard<'a, State<T>, Waiter, 2>;

/// A channel.
pub(crate) struct Broadcast<T> {
    pub(super) waiters: Padded<WaitQueue<State<T>, Waiter, 2>>,
    pub(crate) policy: Policy,
    pub(crate) until_closed: UntilClosed,
}

impl<T> Broadcast<T> {
    /// Makes one without a receiver.
    ///
    /// # Panics
    ///
    /// If the capacity is 0.
    pub(crate) fn new(policy: Policy, capacity: usize) -> Self {
        assert!(capacity > 0, "a broadcast channel needs a capacity");
        Self {
            waiters: Padded(WaitQueue::new(State {
                ring: Ring::new(capacity),
                receivers: 0,
                granted: 0,
                is_ended: false,
            })),
            policy,
            until_closed: UntilClosed::new(),
        }
    }

    /// Ends it, when the last sender is gone.
    pub(crate) fn end(&self) {
        let mut guard = self.waiters.lock();
        guard.is_ended = true;
        self.wake_receivers(guard, u64::MAX);
    }

    /// Releases the lock, and wakes the receivers that wait for a message up to this number.
    #[inline]
    pub(super) fn wake_receivers(&self, mut guard: Held<'_, T>, number: u64) {
        if guard.is_empty(RECEIVERS) {
            return;
        }
        if guard.is_single(RECEIVERS) {
            let waker = guard.pop_front(RECEIVERS, |waiter| *waiter = Waiter::Idle);
            drop(guard);
            if let Some(Some(waker)) = waker {
                waker.wake();
            }
            return;
        }
        self.wake_many(guard, number);
    }

    #[cold]
    fn wake_many<'a>(&'a self, mut guard: Held<'a, T>, number: u64) {
        let mut wakers = WakeList::new();
        loop {
            let mut is_all = false;
            while wakers.has_room() && !is_all {
                // Those that come while this goes on wait for a later one.
                match guard.front(RECEIVERS) {
                    Some(Waiter::Waiting(other)) if *other > number => is_all = true,
                    None => is_all = true,
                    Some(_) => {
                        if let Some(waker) =
                            guard.pop_front(RECEIVERS, |waiter| *waiter = Waiter::Idle)
                        {
                            wakers.push(waker);
                        }
                    }
                }
            }
            drop(guard);
            wakers.wake_all();
            if is_all {
                return;
            }
            guard = self.waiters.lock();
        }
    }

    pub(crate) fn is_ended(&self) -> bool {
        self.waiters.lock().is_ended
    }

    pub(crate) fn receivers(&self) -> usize {
        self.waiters.lock().receivers
    }

    /// Returns how many messages were not read by all yet.
    pub(crate) fn len(&self) -> usize {
        self.waiters.lock().ring.used
    }

    pub(crate) fn capacity(&self) -> usize {
        self.waiters.lock().ring.capacity()
    }
}
