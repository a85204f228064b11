//! Sending.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use super::{
    channel::{Broadcast, BroadcastNode, Held, SENDERS, State, Waiter},
    node::Node,
    ring::Spare,
};
use crate::{batches::wake_in_batches, raw::ring::Refused};

/// To how many receivers it was sent, or why not.
pub(super) type Sent<T> = Result<usize, (Refused, T)>;

impl<T> State<T> {
    /// Returns whether one more message may be there, beside those that were granted room.
    #[inline]
    fn has_room(&self) -> bool {
        self.ring.used + self.granted < self.ring.capacity()
    }
}

impl<T> Broadcast<T> {
    /// Sends at once, over the oldest message if there is no room.
    #[inline]
    pub(crate) fn send_over(&self, value: T) -> Sent<T> {
        let mut spare = None;
        loop {
            let guard = self.waiters.lock();
            if guard.receivers == 0 {
                drop(guard);
                return Err((Refused::Closed, value));
            }
            if spare.is_some() || !guard.ring.needs_node() {
                return Ok(self.put::<false>(guard, value, &mut spare));
            }
            drop(guard);
            spare = Some(Node::boxed());
        }
    }

    /// Sends if there is room.
    #[inline]
    pub(crate) fn try_send(&self, value: T) -> Sent<T> {
        let mut spare = None;
        loop {
            let guard = self.waiters.lock();
            let refused = if guard.receivers == 0 {
                Some(Refused::Closed)
            } else {
                (!guard.has_room()).then_some(Refused::Full)
            };
            if let Some(refused) = refused {
                drop(guard);
                return Err((refused, value));
            }
            if spare.is_some() || !guard.ring.needs_node() {
                return Ok(self.put::<true>(guard, value, &mut spare));
            }
            drop(guard);
            spare = Some(Node::boxed());
        }
    }

    /// Puts a message into the ring, releases the lock, and wakes the receivers. Returns how many there are.
    #[inline]
    fn put<const KEEPS: bool>(
        &self,
        mut guard: Held<'_, T>,
        value: T,
        spare: &mut Spare<T>,
    ) -> usize {
        let (number, receivers) = (guard.ring.tail, guard.receivers);
        let old = guard.ring.put::<KEEPS>(value, receivers, spare);
        self.wake_receivers(guard, number);
        drop(old);
        receivers
    }

    /// Sends what is in `value` when there is room, after those that came earlier, or returns `None` if there is
    /// no receiver. Whoever gives up after a `Pending` must call `cancel_send`.
    pub(crate) fn poll_send(
        &self,
        mut node: Pin<&mut BroadcastNode>,
        cx: &Context<'_>,
        value: &mut Option<T>,
    ) -> Poll<Option<usize>> {
        let mut new = None;
        let mut spare = None;
        loop {
            let mut guard = self.waiters.lock();
            let waiter = *guard.entry(node.as_mut());
            if guard.receivers == 0 || waiter == Waiter::Closed {
                let wakers = self.leave(&mut guard, node);
                drop(guard);
                drop(wakers.own);
                wake(wakers.next);
                return Poll::Ready(None);
            }
            // No room is free while others wait: it was granted to them.
            let may_send =
                waiter == Waiter::Granted || (waiter == Waiter::Idle && guard.has_room());
            if may_send && spare.is_none() && guard.ring.needs_node() {
                drop(guard);
                spare = Some(Node::boxed());
                continue;
            }
            if may_send && let Some(value) = value.take() {
                if waiter == Waiter::Granted {
                    guard.granted -= 1;
                    *guard.entry(node) = Waiter::Idle;
                }
                return Poll::Ready(Some(self.put::<true>(guard, value, &mut spare)));
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
                *guard.entry(node.as_mut()) = Waiter::Waiting(0);
                guard.push_back(SENDERS, node, waker);
                None
            };
            drop(guard);
            drop(old);
            return Poll::Pending;
        }
    }

    /// Ends the wait of a sender. If it was granted room, the next one is.
    pub(crate) fn cancel_send(&self, mut node: Pin<&mut BroadcastNode>) {
        if node
            .as_mut()
            .entry()
            .is_some_and(|waiter| *waiter == Waiter::Idle)
        {
            return;
        }
        let mut guard = self.waiters.lock();
        let wakers = self.leave(&mut guard, node);
        drop(guard);
        drop(wakers.own);
        wake(wakers.next);
    }

    /// Takes a sender out, and passes its grant on.
    fn leave(&self, guard: &mut Held<'_, T>, mut node: Pin<&mut BroadcastNode>) -> Left {
        let waiter = mem::replace(guard.entry(node.as_mut()), Waiter::Idle);
        let own = guard.remove(node).flatten();
        let mut next = None;
        if waiter == Waiter::Granted {
            guard.granted -= 1;
            next = self.grant(guard);
        }
        Left { own, next }
    }

    /// Grants the room that became free to the sender that waits longest. Returns what is to be woken.
    #[inline]
    pub(super) fn grant(&self, guard: &mut Held<'_, T>) -> Option<Waker> {
        if guard.is_empty(SENDERS) || !guard.has_room() {
            return None;
        }
        guard.granted += 1;
        guard
            .pop_front(SENDERS, |waiter| *waiter = Waiter::Granted)
            .flatten()
    }

    /// Turns all senders away that wait, when the last receiver is gone.
    #[cold]
    pub(super) fn refuse_all(&self) {
        wake_in_batches(|wakers| {
            let mut guard = self.waiters.lock();
            while wakers.has_room() {
                match guard.pop_front(SENDERS, |waiter| *waiter = Waiter::Closed) {
                    Some(waker) => wakers.push(waker),
                    None => {
                        drop(guard);
                        return self.until_closed.fill(wakers);
                    }
                }
            }
            true
        });
    }
}

/// What is left of a sender that waited.
struct Left {
    own: Option<Waker>,
    next: Option<Waker>,
}

pub(super) fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
