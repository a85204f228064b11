//! The queue that all channels of one thread have.
//!
//! What is borrowed is given back before a waker is called, cloned or dropped, and before a message is dropped.

use std::{
    cell::{RefCell, RefMut},
    collections::VecDeque,
    mem,
    task::{Context, Poll, Waker},
};

use crate::{
    batches::wake_in_batches,
    raw::{missing::Missing, ring::Refused},
    waiters::{Key, Told, Waiters},
};

/// With room for more messages than this, the memory is given back when there is none.
const KEPT: usize = 256;

/// A queue of messages with a capacity, or one that is not reached.
pub(super) struct Queue<T> {
    state: RefCell<State<T>>,
}

struct State<T> {
    messages: VecDeque<T>,
    capacity: usize,
    /// How much room is granted to senders and held by permits.
    reserved: usize,
    is_closed: bool,
    senders: Waiters,
    receivers: Waiters,
    until_closed: Waiters,
}

impl<T> State<T> {
    #[inline]
    fn has_room(&self) -> bool {
        self.messages.len() + self.reserved < self.capacity
    }

    /// No message is there, and none will come.
    #[inline]
    fn is_over(&self) -> bool {
        self.is_closed && self.reserved == 0 && self.messages.is_empty()
    }

    /// Gives what is free to the sender that waits longest, and returns what is to be woken: one that has by that all
    /// it needs. Nobody waits while there is room.
    #[inline]
    fn grant(&mut self) -> Option<Waker> {
        if self.senders.is_empty() || self.is_closed {
            return None;
        }
        let (given, has_all) = self.senders.serve_front(self.free());
        self.reserved += given;
        if has_all {
            self.senders.pop_front(Told::Granted)
        } else {
            None
        }
    }

    #[inline]
    fn free(&self) -> usize {
        self.capacity - self.messages.len() - self.reserved
    }

    /// Returns whether something is to be done after a message was taken.
    #[inline]
    fn is_eventful(&self) -> bool {
        !self.senders.is_empty()
            || self.is_closed
            || (self.messages.is_empty() && self.messages.capacity() > KEPT)
    }
}

impl<T> Queue<T> {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            state: RefCell::new(State {
                messages: VecDeque::new(),
                capacity,
                reserved: 0,
                is_closed: false,
                senders: Waiters::new(),
                receivers: Waiters::new(),
                until_closed: Waiters::new(),
            }),
        }
    }

    /// Sends if there is room.
    #[inline]
    pub(super) fn try_send(&self, value: T) -> Result<(), (Refused, T)> {
        let state = self.state.borrow_mut();
        if state.is_closed {
            return Err((Refused::Closed, value));
        }
        if !state.has_room() {
            return Err((Refused::Full, value));
        }
        Self::put(state, value);
        Ok(())
    }

    /// Adds a message, and wakes a receiver.
    #[inline]
    fn put(mut state: RefMut<'_, State<T>>, value: T) {
        state.messages.push_back(value);
        let waker = state.receivers.pop_front(Told::Granted);
        drop(state);
        wake(waker);
    }

    /// Sends at once, in the place of the oldest message if there is no room. Returns that one, or this one if
    /// all the room is granted to others.
    pub(super) fn force_send(&self, value: T) -> Result<Option<T>, T> {
        let mut state = self.state.borrow_mut();
        if state.is_closed {
            return Err(value);
        }
        if state.has_room() {
            Self::put(state, value);
            return Ok(None);
        }
        let Some(oldest) = state.messages.pop_front() else {
            return Ok(Some(value));
        };
        Self::put(state, value);
        Ok(Some(oldest))
    }

    /// Reserves room for so many messages.
    pub(super) fn try_reserve(&self, count: usize) -> Result<(), Refused> {
        let mut state = self.state.borrow_mut();
        if state.is_closed {
            return Err(Refused::Closed);
        }
        if state.free() < count {
            return Err(Refused::Full);
        }
        state.reserved += count;
        Ok(())
    }

    /// Reserves room for so many messages, after those that came earlier, or returns false if the queue is closed.
    /// Whoever gives up must call `cancel_reserve`. `count` is the same each time, and not more than the capacity.
    pub(super) fn poll_reserve(
        &self,
        count: usize,
        key: &mut Option<Key>,
        cx: &Context<'_>,
    ) -> Poll<bool> {
        let mut new = None;
        loop {
            let mut state = self.state.borrow_mut();
            match key.as_ref().map(|key| state.senders.told(key)) {
                Some(Told::Nothing) => {}
                None if !state.is_closed && state.free() < count => {}
                // Nothing is taken before it is dropped, which may panic.
                _ if new.is_some() => {
                    drop(state);
                    drop(new.take());
                    continue;
                }
                Some(told) => {
                    // Its waker was taken out by who told it.
                    let _none = key.take().map(|key| state.senders.remove(key));
                    return Poll::Ready(told == Told::Granted);
                }
                None if state.is_closed => return Poll::Ready(false),
                None => {
                    state.reserved += count;
                    return Poll::Ready(true);
                }
            }
            if wait_for(count, &mut state.senders, key, cx, &mut new) {
                // If there is room, less than it needs, it is the only one that waits.
                let _none = state.grant();
                drop(state);
                return Poll::Pending;
            }
            drop(state);
            new = Some(cx.waker().clone());
        }
    }

    /// Ends a wait for room. What was granted is passed on.
    pub(super) fn cancel_reserve(&self, key: &mut Option<Key>) {
        let Some(key) = key.take() else {
            return;
        };
        let mut state = self.state.borrow_mut();
        let got = state.senders.got(&key);
        let (_, own) = state.senders.remove(key);
        drop(state);
        self.release(got);
        // It may panic, and so comes last.
        drop(own);
    }

    /// Sends with room that was reserved.
    #[inline]
    pub(super) fn send_reserved(&self, value: T) {
        let mut state = self.state.borrow_mut();
        state.reserved -= 1;
        Self::put(state, value);
    }

    /// Gives room for so many messages back that was reserved. If a waker panics, the rest is given back all the same.
    pub(super) fn release(&self, count: usize) {
        let mut state = self.state.borrow_mut();
        if !state.is_closed && state.senders.is_empty() {
            state.reserved -= count;
            return;
        }
        drop(state);
        self.hand_over(count);
    }

    #[cold]
    fn hand_over(&self, mut left: usize) {
        wake_in_batches(|wakers| {
            let mut state = self.state.borrow_mut();
            // It stays reserved on its way, so that nobody comes between.
            while left > 0 && !state.is_closed && !state.senders.is_empty() {
                if !wakers.has_room() {
                    return true;
                }
                let (given, has_all) = state.senders.serve_front(left);
                left -= given;
                if has_all {
                    wakers.push(state.senders.pop_front(Told::Granted));
                }
            }
            state.reserved -= mem::take(&mut left);
            state.is_over() && state.receivers.turn_away(wakers)
        });
    }

    /// Receives without waiting.
    #[inline]
    pub(super) fn try_recv(&self) -> Result<T, Missing> {
        let mut state = self.state.borrow_mut();
        let Some(message) = state.messages.pop_front() else {
            return Err(if state.is_over() {
                Missing::End
            } else {
                Missing::Empty
            });
        };
        if state.is_eventful() {
            self.settle(state, &mut None);
        }
        Ok(message)
    }

    /// Does what is to be done after a message was taken.
    #[inline(never)]
    fn settle(&self, mut state: RefMut<'_, State<T>>, key: &mut Option<Key>) {
        let own = key.take().map(|key| state.receivers.remove(key));
        if state.messages.is_empty() && state.messages.capacity() > KEPT {
            state.messages = VecDeque::new();
        }
        let waker = state.grant();
        let is_over = state.is_over();
        drop(state);
        if is_over {
            // Nobody is granted anything after the close.
            self.end_receivers();
        }
        wake(waker);
        // It may panic, and so comes last.
        drop(own);
    }

    #[cold]
    fn end_receivers(&self) {
        wake_in_batches(|wakers| self.state.borrow_mut().receivers.turn_away(wakers));
    }

    /// Receives, or leaves a waker. Whoever gives up must call `cancel_recv`.
    #[inline]
    pub(super) fn poll_recv(&self, key: &mut Option<Key>, cx: &Context<'_>) -> Poll<Option<T>> {
        let mut state = self.state.borrow_mut();
        let Some(message) = state.messages.pop_front() else {
            drop(state);
            return self.wait_recv(key, cx);
        };
        if key.is_some() || state.is_eventful() {
            self.settle(state, key);
        }
        Poll::Ready(Some(message))
    }

    /// Leaves a waker, where there is no message.
    #[inline(never)]
    fn wait_recv(&self, key: &mut Option<Key>, cx: &Context<'_>) -> Poll<Option<T>> {
        let mut new = None;
        loop {
            let mut state = self.state.borrow_mut();
            // The clone of a waker may send.
            if let Some(message) = state.messages.pop_front() {
                self.settle(state, key);
                return Poll::Ready(Some(message));
            }
            let is_over = state.is_over();
            let is_told = |key: &Key| state.receivers.told(key) != Told::Nothing;
            // Who was told of a message that is gone waits again, behind the others.
            if is_over || key.as_ref().is_some_and(is_told) {
                let own = key.take().map(|key| state.receivers.remove(key));
                drop(state);
                drop(own);
                if is_over {
                    return Poll::Ready(None);
                }
                continue;
            }
            if wait(&mut state.receivers, key, cx, &mut new) {
                drop(state);
                return Poll::Pending;
            }
            drop(state);
            new = Some(cx.waker().clone());
        }
    }

    /// Ends the wait of a receiver. If it was told of a message, the next one is.
    pub(super) fn cancel_recv(&self, key: &mut Option<Key>) {
        let Some(key) = key.take() else {
            return;
        };
        let mut state = self.state.borrow_mut();
        let (told, own) = state.receivers.remove(key);
        let next = if told == Told::Granted && !state.messages.is_empty() {
            state.receivers.pop_front(Told::Granted)
        } else {
            None
        };
        drop(state);
        wake(next);
        // It may panic, and so comes last.
        drop(own);
    }

    /// Appends up to `limit` messages, and returns how many.
    pub(super) fn take_many(&self, buffer: &mut Vec<T>, limit: usize) -> usize {
        let mut count = 0;
        while count < limit {
            let Ok(message) = self.try_recv() else {
                break;
            };
            buffer.push(message);
            count += 1;
        }
        count
    }

    /// Waits for the close. Whoever gives up must call `cancel_closed`.
    pub(super) fn poll_closed(&self, key: &mut Option<Key>, cx: &Context<'_>) -> Poll<()> {
        let mut new = None;
        loop {
            let mut state = self.state.borrow_mut();
            if state.is_closed {
                let own = key.take().map(|key| state.until_closed.remove(key));
                drop(state);
                drop(own);
                return Poll::Ready(());
            }
            if wait(&mut state.until_closed, key, cx, &mut new) {
                drop(state);
                return Poll::Pending;
            }
            drop(state);
            new = Some(cx.waker().clone());
        }
    }

    pub(super) fn cancel_closed(&self, key: &mut Option<Key>) {
        if let Some(key) = key.take() {
            let own = self.state.borrow_mut().until_closed.remove(key);
            drop(own);
        }
    }

    /// Accepts no more, and tells everybody. Returns whether it was open.
    pub(super) fn close(&self) -> bool {
        let mut state = self.state.borrow_mut();
        let was_open = !mem::replace(&mut state.is_closed, true);
        if was_open {
            // No other has got anything yet.
            let partial = state.senders.rob_front();
            state.reserved -= partial;
        }
        drop(state);
        if was_open {
            wake_in_batches(|wakers| {
                let mut state = self.state.borrow_mut();
                state.senders.turn_away(wakers)
                    // If there is something to come, who takes the last of it tells them.
                    || (state.is_over() && state.receivers.turn_away(wakers))
                    || state.until_closed.turn_away(wakers)
            });
        }
        was_open
    }

    /// Drops the messages that are there.
    pub(super) fn drain(&self) {
        while self.try_recv().is_ok() {}
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state.borrow().is_closed
    }

    pub(super) fn len(&self) -> usize {
        self.state.borrow().messages.len()
    }

    pub(super) fn capacity(&self) -> usize {
        self.state.borrow().capacity
    }

    /// Returns the capacity, unless it is not reached.
    pub(super) fn limit(&self) -> Option<usize> {
        Some(self.capacity()).filter(|capacity| *capacity < usize::MAX)
    }

    /// Returns how much room there is.
    pub(super) fn free(&self) -> usize {
        self.state.borrow().free()
    }
}

/// Joins a line, or gives another waker to who is in it. Returns false if that takes a clone of the waker.
pub(super) fn wait(
    line: &mut Waiters,
    key: &mut Option<Key>,
    cx: &Context<'_>,
    new: &mut Option<Waker>,
) -> bool {
    wait_for(1, line, key, cx, new)
}

/// The same for so much.
pub(super) fn wait_for(
    amount: usize,
    line: &mut Waiters,
    key: &mut Option<Key>,
    cx: &Context<'_>,
    new: &mut Option<Waker>,
) -> bool {
    if let Some(key) = key {
        if line.will_wake(key, cx.waker()) {
            return true;
        }
        let Some(waker) = new.take() else {
            return false;
        };
        *new = line.set_waker(key, waker);
        return true;
    }
    let Some(waker) = new.take() else {
        return false;
    };
    *key = Some(line.push_back_for(amount, waker));
    true
}

pub(super) fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
