//! The queue, under one mutex: comparisons run under it, and nothing else that is not of this crate.
//!
//! A comparison that panics finds all that was accepted in its place, so that the mutex is never poisoned for
//! those that come after.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::PoisonError,
    task::{Context, Poll, Waker},
};

use super::{
    heap::Heap,
    line::{Key, Line},
};
use crate::{
    batches::wake_in_batches,
    raw::{missing::Missing, ring::Refused},
    sync::{Mutex, MutexGuard},
    waiters::{self, Told, Waiters},
};

/// A queue of messages with a capacity, or one that is not reached.
pub(super) struct Queue<P, T> {
    state: Mutex<State<P, T>>,
    capacity: usize,
}

struct State<P, T> {
    messages: Heap<P, T>,
    senders: Line<P, T>,
    /// How much room is granted to senders.
    reserved: usize,
    is_closed: bool,
    receiver: Option<Waker>,
    until_closed: Waiters,
}

impl<P, T> State<P, T> {
    fn has_room(&self, capacity: usize) -> bool {
        self.messages.len() + self.reserved < capacity
    }

    /// No message is there, and none will come.
    fn is_over(&self) -> bool {
        self.is_closed && self.reserved == 0 && self.messages.len() == 0
    }
}

impl<P, T> Queue<P, T> {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::new(State {
                messages: Heap::new(),
                senders: Line::new(),
                reserved: 0,
                is_closed: false,
                receiver: None,
                until_closed: Waiters::new(),
            }),
            capacity,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<P, T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Accepts no more, and tells everybody.
    pub(super) fn close(&self) {
        let mut state = self.lock();
        state.is_closed = true;
        let mut receiver = state.receiver.take();
        drop(state);
        // All are woken, also if a waker panics.
        wake_in_batches(|wakers| {
            wakers.push(receiver.take());
            let mut state = self.lock();
            while !state.senders.is_empty() {
                if !wakers.has_room() {
                    return true;
                }
                wakers.push(state.senders.pop_any(Told::Closed));
            }
            state.until_closed.turn_away(wakers)
        });
    }

    /// Waits for the close. Whoever gives up must call `cancel_closed`.
    pub(super) fn poll_closed(&self, key: &mut Option<waiters::Key>, cx: &Context<'_>) -> Poll<()> {
        let mut new = None;
        loop {
            let mut state = self.lock();
            if state.is_closed {
                let own = key.take().map(|key| state.until_closed.remove(key));
                drop(state);
                drop(own);
                return Poll::Ready(());
            }
            if let Some(key) = key
                && state.until_closed.will_wake(key, cx.waker())
            {
                return Poll::Pending;
            }
            let Some(waker) = new.take() else {
                drop(state);
                new = Some(cx.waker().clone());
                continue;
            };
            let old = match key {
                Some(key) => state.until_closed.set_waker(key, waker),
                None => {
                    *key = Some(state.until_closed.push_back(waker));
                    None
                }
            };
            drop(state);
            drop(old);
            return Poll::Pending;
        }
    }

    pub(super) fn cancel_closed(&self, key: &mut Option<waiters::Key>) {
        if let Some(key) = key.take() {
            let own = self.lock().until_closed.remove(key);
            drop(own);
        }
    }

    /// Drops the messages that are there, and the waker of the receiver.
    pub(super) fn drain(&self) {
        loop {
            let mut state = self.lock();
            let waker = state.receiver.take();
            let message = state.messages.pop_any();
            drop(state);
            drop(waker);
            if message.is_none() {
                return;
            }
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    pub(super) fn len(&self) -> usize {
        self.lock().messages.len()
    }

    pub(super) fn capacity(&self) -> Option<usize> {
        Some(self.capacity).filter(|capacity| *capacity < usize::MAX)
    }
}

impl<P: Ord, T> Queue<P, T> {
    /// Grants room that became free to the most urgent sender. Nobody waits while there is room.
    fn grant(&self, state: &mut State<P, T>) -> Option<Waker> {
        if state.senders.is_empty() || !state.has_room(self.capacity) {
            return None;
        }
        state.reserved += 1;
        state.senders.pop(Told::Granted)
    }

    /// Sends if there is room. If a comparison panics, the message stays in its place.
    pub(super) fn try_send(&self, message: &mut Option<(P, T)>) -> Result<(), Refused> {
        let mut state = self.lock();
        if state.is_closed {
            return Err(Refused::Closed);
        }
        if !state.has_room(self.capacity) {
            return Err(Refused::Full);
        }
        state.messages.push(message);
        let waker = state.receiver.take();
        drop(state);
        wake(waker);
        Ok(())
    }

    /// Sends when there is room, or returns false if the queue is closed. Whoever gives up must call
    /// `cancel_send`.
    pub(super) fn poll_send(
        &self,
        key: &mut Option<Key>,
        message: &mut Option<(P, T)>,
        cx: &Context<'_>,
    ) -> Poll<bool> {
        let mut new = None;
        loop {
            if key.is_none() {
                match self.try_send(message) {
                    Ok(()) => return Poll::Ready(true),
                    Err(Refused::Closed) => return Poll::Ready(false),
                    Err(Refused::Full) => {}
                }
            }
            let mut state = self.lock();
            let Some(own) = &key else {
                if state.is_closed || state.has_room(self.capacity) {
                    continue;
                }
                let Some(waker) = new.take() else {
                    drop(state);
                    new = Some(cx.waker().clone());
                    continue;
                };
                let Some(waiting) = message.take() else {
                    return Poll::Ready(true);
                };
                let (own, result) = state.senders.push(waiting, waker);
                *key = Some(own);
                drop(state);
                return match result {
                    Ok(()) => Poll::Pending,
                    Err(panic) => resume_unwind(panic),
                };
            };
            if state.senders.told(own) != Told::Nothing {
                let own = key.take().map(|own| state.senders.remove(&own));
                return match own {
                    Some(left) => {
                        *message = left.message;
                        Poll::Ready(left.told == Told::Granted && self.use_grant(state, message))
                    }
                    None => Poll::Ready(false),
                };
            }
            if state.senders.will_wake(own, cx.waker()) {
                return Poll::Pending;
            }
            let Some(waker) = new.take() else {
                drop(state);
                new = Some(cx.waker().clone());
                continue;
            };
            let old = state.senders.set_waker(own, waker);
            drop(state);
            drop(old);
            return Poll::Pending;
        }
    }

    /// Sends with room that was granted. If a comparison panics, that goes to the next sender.
    fn use_grant(
        &self,
        mut state: MutexGuard<'_, State<P, T>>,
        message: &mut Option<(P, T)>,
    ) -> bool {
        state.reserved -= 1;
        let pushed = catch_unwind(AssertUnwindSafe(|| state.messages.push(message)));
        match pushed {
            Ok(()) => {
                let waker = state.receiver.take();
                drop(state);
                wake(waker);
                true
            }
            Err(panic) => {
                self.pass_on(state);
                resume_unwind(panic);
            }
        }
    }

    /// Wakes those to whom room matters that was given back.
    fn pass_on(&self, mut state: MutexGuard<'_, State<P, T>>) {
        let mut waker = self.grant(&mut state);
        if state.is_over() {
            waker = state.receiver.take();
        }
        drop(state);
        wake(waker);
    }

    /// Ends the wait of a sender, and gives its message back. What was granted is passed on.
    pub(super) fn cancel_send(&self, key: &mut Option<Key>) -> Option<(P, T)> {
        let key = key.take()?;
        let mut state = self.lock();
        let left = state.senders.remove(&key);
        if left.told == Told::Granted {
            state.reserved -= 1;
            self.pass_on(state);
        } else {
            drop(state);
        }
        drop(left.waker);
        left.message
    }

    /// Receives without waiting. If a comparison panics, the message stays.
    pub(super) fn try_recv(&self) -> Result<(P, T), Missing> {
        let mut state = self.lock();
        let Some(message) = state.messages.pop() else {
            return Err(if state.is_over() {
                Missing::End
            } else {
                Missing::Empty
            });
        };
        let waker = self.grant(&mut state);
        drop(state);
        wake(waker);
        Ok(message)
    }

    /// Receives, or leaves a waker.
    pub(super) fn poll_recv(&self, cx: &Context<'_>) -> Poll<Option<(P, T)>> {
        let mut new = None;
        loop {
            match self.try_recv() {
                Ok(message) => return Poll::Ready(Some(message)),
                Err(Missing::End) => return Poll::Ready(None),
                Err(Missing::Empty | Missing::Claimed) => {}
            }
            let mut state = self.lock();
            if state.messages.len() > 0 || state.is_over() {
                continue;
            }
            let old = &state.receiver;
            if old.as_ref().is_some_and(|old| old.will_wake(cx.waker())) {
                return Poll::Pending;
            }
            let Some(waker) = new.take() else {
                drop(state);
                new = Some(cx.waker().clone());
                continue;
            };
            let old = state.receiver.replace(waker);
            drop(state);
            drop(old);
            return Poll::Pending;
        }
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
