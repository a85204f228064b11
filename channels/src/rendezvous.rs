//! The channel without a buffer: a message goes from the sender's hand to the receiver's.
//!
//! A receiver that finds nobody waits, and calls the sender that waits longest. That one, or one that comes
//! while more receivers wait than senders were called, puts its message into the receiver's place. So a send
//! that is dropped did not send, whatever came before. A receive that is dropped with a message in its place
//! passes it to the next receiver, or leaves it for one.

use std::{
    collections::VecDeque,
    mem,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use crate::{
    batches::wake_in_batches,
    raw::{
        missing::Missing,
        ring::Refused,
        wait_queue::{Guard, Node, WaitQueue},
    },
    sync::{AtomicBool, AtomicUsize, Ordering},
    until_closed::UntilClosed,
    wake_list::WakeList,
};

/// Senders that wait, in their order.
const SENDERS: usize = 0;
/// Senders that were called.
const CALLED: usize = 1;
/// Receivers that wait, in their order.
const RECEIVERS: usize = 2;

/// A message and its number, by which messages that come back are put in order.
type Numbered<T> = (u64, T);

/// What one who waits has in its place.
#[derive(Debug)]
pub(crate) enum Place<T> {
    /// It does not wait.
    Idle,
    /// It waits.
    Waiting,
    /// It was called: a sender only.
    Called,
    /// It was turned away.
    Closed,
    /// It has a message: a receiver only.
    Full(Numbered<T>),
}

/// The place of one who waits.
pub(crate) type RendezvousNode<T> = Node<Place<T>>;

impl<T> RendezvousNode<T> {
    /// One who does not wait yet.
    pub(crate) fn idle() -> Self {
        Self::new(Place::Idle)
    }
}

/// What the lock guards beside the lists.
struct State<T> {
    is_closed: bool,
    /// How many are in the list of receivers.
    receivers: usize,
    /// How many are in the list of those that were called.
    called: usize,
    /// The number of the next message.
    next: u64,
    /// Messages of receives that were dropped, in their order.
    returned: VecDeque<Numbered<T>>,
}

/// A queue without a place.
pub(crate) struct Rendezvous<T> {
    waiters: WaitQueue<State<T>, Place<T>, 3>,
    is_closed: AtomicBool,
    /// How many are in `returned`.
    len: AtomicUsize,
    pub(crate) until_closed: UntilClosed,
}

type Held<'a, T> = Guard<'a, State<T>, Place<T>, 3>;

impl<T> Rendezvous<T> {
    pub(crate) fn new() -> Self {
        Self {
            waiters: WaitQueue::new(State {
                is_closed: false,
                receivers: 0,
                called: 0,
                next: 0,
                returned: VecDeque::new(),
            }),
            is_closed: AtomicBool::new(false),
            len: AtomicUsize::new(0),
            until_closed: UntilClosed::new(),
        }
    }

    /// Gives a message to a receiver that waits, unless those that were called come first.
    pub(crate) fn try_send(&self, value: T) -> Result<(), (Refused, T)> {
        let mut guard = self.waiters.lock();
        if guard.is_closed {
            return Err((Refused::Closed, value));
        }
        if guard.receivers <= guard.called {
            return Err((Refused::Full, value));
        }
        let waker = Self::hand_over(&mut guard, value);
        drop(guard);
        wake(waker);
        Ok(())
    }

    /// Gives what is in `value` to a receiver, after those that came earlier, and leaves it there if the
    /// channel is closed. Whoever gives up after a `Pending`
    /// must call `cancel_send`.
    pub(crate) fn poll_send(
        &self,
        mut node: Pin<&mut RendezvousNode<T>>,
        cx: &Context<'_>,
        value: &mut Option<T>,
    ) -> Poll<()> {
        // Who is in a list may be woken by this waker already.
        let mut new = (!node.is_linked()).then(|| cx.waker().clone());
        loop {
            let mut guard = self.waiters.lock();
            if guard.is_closed {
                let waker = self.take_sender(&mut guard, node);
                drop(guard);
                drop(waker);
                return Poll::Ready(());
            }
            let is_called = matches!(guard.entry(node.as_mut()), Place::Called);
            // Who was called has a receiver: it is called off when that one goes.
            if (is_called || guard.receivers > guard.called)
                && let Some(value) = value.take()
            {
                let own = self.take_sender(&mut guard, node);
                let waker = Self::hand_over(&mut guard, value);
                drop(guard);
                drop(own);
                wake(waker);
                return Poll::Ready(());
            }
            if guard.will_wake(node.as_mut(), cx.waker()) {
                return Poll::Pending;
            }
            if let Some(waker) = new.take() {
                let old = if node.is_linked() {
                    guard.set_waker(node, waker)
                } else {
                    *guard.entry(node.as_mut()) = Place::Waiting;
                    guard.push_back(SENDERS, node, waker);
                    None
                };
                drop(guard);
                drop(old);
                return Poll::Pending;
            }
            drop(guard);
            new = Some(cx.waker().clone());
        }
    }

    /// Ends the wait of a sender. If it was called, the next one is.
    pub(crate) fn cancel_send(&self, node: Pin<&mut RendezvousNode<T>>) {
        if !node.is_linked() {
            return;
        }
        let mut guard = self.waiters.lock();
        let own = self.take_sender(&mut guard, node);
        let waker = Self::call(&mut guard);
        drop(guard);
        drop(own);
        wake(waker);
    }

    /// Takes a sender out of its list.
    fn take_sender(
        &self,
        guard: &mut Held<'_, T>,
        mut node: Pin<&mut RendezvousNode<T>>,
    ) -> Option<Waker> {
        let place = mem::replace(guard.entry(node.as_mut()), Place::Idle);
        let waker = guard.remove(node)?;
        if matches!(place, Place::Called) {
            guard.called -= 1;
        }
        waker
    }

    /// Puts a message into the place of the receiver that waits longest.
    fn hand_over(guard: &mut Held<'_, T>, value: T) -> Option<Waker> {
        let number = guard.next;
        guard.next += 1;
        guard.receivers -= 1;
        guard
            .pop_front(RECEIVERS, |place| *place = Place::Full((number, value)))
            .flatten()
    }

    /// Calls the sender that waits longest, if there are more receivers than were called.
    fn call(guard: &mut Held<'_, T>) -> Option<Waker> {
        if guard.receivers <= guard.called {
            return None;
        }
        let waker = guard.move_front(SENDERS, CALLED, |place| *place = Place::Called)?;
        guard.called += 1;
        waker
    }

    /// Takes a message that came back from a receive that was dropped. What a sender has in its hand is for
    /// those that wait.
    pub(crate) fn try_recv(&self) -> Result<T, Missing> {
        let mut guard = self.waiters.lock();
        match self.take_returned(&mut guard) {
            Some((_, value)) => Ok(value),
            None if guard.is_closed => Err(Missing::End),
            None => Err(Missing::Empty),
        }
    }

    fn take_returned(&self, guard: &mut Held<'_, T>) -> Option<Numbered<T>> {
        let message = guard.returned.pop_front()?;
        self.len.store(guard.returned.len(), Ordering::Relaxed);
        Some(message)
    }

    /// Waits for a message. Whoever gives up after a `Pending` must call `cancel_recv`.
    pub(crate) fn poll_recv(
        &self,
        mut node: Pin<&mut RendezvousNode<T>>,
        cx: &Context<'_>,
    ) -> Poll<Option<T>> {
        if let Some(place @ (Place::Full(_) | Place::Closed)) = node.as_mut().entry()
            && let Place::Full((_, value)) = mem::replace(place, Place::Idle)
        {
            return Poll::Ready(Some(value));
        }
        let mut new = (!node.is_linked()).then(|| cx.waker().clone());
        loop {
            let mut guard = self.waiters.lock();
            if let Place::Full((_, value)) = Self::take_place(&mut guard, node.as_mut()) {
                return Poll::Ready(Some(value));
            }
            let returned = self.take_returned(&mut guard);
            if returned.is_some() || guard.is_closed {
                let own = Self::take_receiver(&mut guard, node);
                drop(guard);
                drop(own);
                return Poll::Ready(returned.map(|(_, value)| value));
            }
            if guard.will_wake(node.as_mut(), cx.waker()) {
                return Poll::Pending;
            }
            let Some(waker) = new.take() else {
                drop(guard);
                new = Some(cx.waker().clone());
                continue;
            };
            if node.is_linked() {
                let old = guard.set_waker(node, waker);
                drop(guard);
                drop(old);
                return Poll::Pending;
            }
            *guard.entry(node.as_mut()) = Place::Waiting;
            guard.push_back(RECEIVERS, node, waker);
            guard.receivers += 1;
            let called = Self::call(&mut guard);
            drop(guard);
            wake(called);
            return Poll::Pending;
        }
    }

    /// Takes a message out of a receiver's place, which is not in the list then.
    fn take_place(guard: &mut Held<'_, T>, node: Pin<&mut RendezvousNode<T>>) -> Place<T> {
        let place = guard.entry(node);
        match place {
            Place::Full(_) => mem::replace(place, Place::Idle),
            _ => Place::Idle,
        }
    }

    /// Takes a receiver out of the list, if it is there.
    fn take_receiver(
        guard: &mut Held<'_, T>,
        mut node: Pin<&mut RendezvousNode<T>>,
    ) -> Option<Waker> {
        let waker = guard.remove(node.as_mut())?;
        *guard.entry(node) = Place::Idle;
        guard.receivers -= 1;
        Self::call_off(guard);
        waker
    }

    /// Has the sender that was called last wait again, in front of the others, if its receiver is gone.
    fn call_off(guard: &mut Held<'_, T>) {
        if guard.called > guard.receivers {
            let is_moved = guard.move_back(CALLED, SENDERS, |place| *place = Place::Waiting);
            guard.called -= usize::from(is_moved);
        }
    }

    /// Ends the wait of a receiver. If it has a message, the next one gets it.
    pub(crate) fn cancel_recv(&self, mut node: Pin<&mut RendezvousNode<T>>) {
        if let Some(Place::Idle) = node.as_mut().entry() {
            return;
        }
        let mut guard = self.waiters.lock();
        let message = Self::take_place(&mut guard, node.as_mut());
        let own = Self::take_receiver(&mut guard, node);
        let mut waker = None;
        if let Place::Full((number, value)) = message {
            if guard.receivers > 0 {
                guard.receivers -= 1;
                waker = guard
                    .pop_front(RECEIVERS, |place| *place = Place::Full((number, value)))
                    .flatten();
                Self::call_off(&mut guard);
            } else {
                let at = guard.returned.partition_point(|(other, _)| *other < number);
                guard.returned.insert(at, (number, value));
                self.len.store(guard.returned.len(), Ordering::Relaxed);
            }
        }
        drop(guard);
        drop(own);
        wake(waker);
    }

    /// Accepts no more, and tells everybody. Returns whether this call closed it.
    pub(crate) fn close(&self) -> bool {
        let mut guard = self.waiters.lock();
        let is_first = !mem::replace(&mut guard.is_closed, true);
        // Release: pairs with the Acquire of `is_closed`.
        self.is_closed.store(true, Ordering::Release);
        drop(guard);
        if is_first {
            wake_in_batches(|wakers| self.turn_away(wakers) || self.until_closed.fill(wakers));
        }
        is_first
    }

    /// Takes out those that wait, after the close. Returns whether some are left, for want of room.
    fn turn_away(&self, wakers: &mut WakeList) -> bool {
        let mut guard = self.waiters.lock();
        while wakers.has_room() {
            if let Some(waker) = guard.pop_front(SENDERS, |place| *place = Place::Closed) {
                wakers.push(waker);
            } else if let Some(waker) = guard.pop_front(RECEIVERS, |place| *place = Place::Closed) {
                guard.receivers -= 1;
                wakers.push(waker);
            } else {
                return false;
            }
        }
        true
    }

    /// Drops what came back, when the last receiver is gone.
    pub(crate) fn drain(&self) {
        while self.try_recv().is_ok() {}
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.is_closed.load(Ordering::Acquire)
    }

    /// Returns how many messages came back from receives that were dropped.
    pub(crate) fn len(&self) -> usize {
        self.len.load(Ordering::Relaxed)
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
