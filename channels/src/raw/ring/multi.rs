//! The receivers that are many.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use super::{
    Missing,
    reserve::Reserved,
    ring::{Many, Ring, Side},
    send::{Refused, wake},
    wait::{ReceiveEntry, ReceiveNode},
    word::{
        CLOSED, POSITION, RECEIVER_WAITS, RESERVED, SENDER_WAITS, after, free, full, position, used,
    },
};
use crate::{
    raw::{pause::Pause, wait_queue::Guard},
    sync::Ordering,
    wake_list::WakeList,
};

/// The one list of the receivers.
const WAITING: usize = 0;

/// Why nothing was taken.
enum Nothing {
    /// There is nothing.
    Missing(Missing),
    /// The next one is being written.
    Claimed,
}

impl<T> Ring<T, Many> {
    /// Makes an empty ring.
    ///
    /// # Panics
    ///
    /// If the capacity is 0 or larger than `MAX_CAPACITY`.
    pub(crate) fn for_many(capacity: usize) -> Self {
        Self::new(capacity)
    }

    /// Receives without waiting, unless for a message that is being written.
    #[inline]
    pub(crate) fn try_recv(&self) -> Result<T, Missing> {
        let mut pause = Pause::new();
        loop {
            match self.take() {
                Ok(value) => return Ok(value),
                Err(Nothing::Missing(missing)) => return Err(missing),
                Err(Nothing::Claimed) => pause.wait(),
            }
        }
    }

    /// Receives, or leaves a waker. Whoever gives up after a `Pending` must call `cancel_recv`.
    #[inline]
    pub(crate) fn poll_recv(
        &self,
        mut node: Pin<&mut ReceiveNode>,
        cx: &Context<'_>,
    ) -> Poll<Option<T>> {
        let mut pause = Pause::new();
        let was_linked = node.is_linked();
        loop {
            match self.take() {
                Ok(value) => {
                    self.leave(node, was_linked);
                    return Poll::Ready(Some(value));
                }
                Err(Nothing::Missing(Missing::End)) => {
                    self.leave(node, was_linked);
                    return Poll::Ready(None);
                }
                Err(Nothing::Claimed) if pause.has_spun() => {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Err(Nothing::Claimed) => pause.wait(),
                Err(Nothing::Missing(Missing::Empty)) => {
                    if self.enqueue_receiver(node.as_mut(), cx) {
                        return Poll::Pending;
                    }
                }
            }
        }
    }

    /// Takes the next message, if it is written.
    #[inline]
    fn take(&self) -> Result<T, Nothing> {
        let mut head = self.head.load(Ordering::Relaxed);
        loop {
            let next = position(head);
            let slot = self.slot(next);
            if slot.is(full(next)) {
                match self.head.compare_exchange_weak(
                    head,
                    head.wrapping_add(POSITION),
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                ) {
                    Ok(_) => {
                        // SAFETY: I8: this call moved the head past it.
                        let value = unsafe { slot.read() };
                        slot.stamp(free(after(next, self.slots.len() as u64)));
                        if head & SENDER_WAITS != 0 {
                            self.distribute(self.senders.lock());
                        }
                        return Ok(value);
                    }
                    Err(now) => {
                        head = now;
                        continue;
                    }
                }
            }
            let now = self.head.load(Ordering::Relaxed);
            if now != head {
                head = now;
                continue;
            }
            let tail = self.tail.load(Ordering::Relaxed);
            return Err(if Self::is_end(tail, next) {
                Nothing::Missing(Missing::End)
            } else if position(tail) == next {
                Nothing::Missing(Missing::Empty)
            } else {
                Nothing::Claimed
            });
        }
    }

    /// Puts a receiver into the list, or gives it this waker if it is there already. Returns false if it is to
    /// look again.
    #[cold]
    fn enqueue_receiver(&self, mut node: Pin<&mut ReceiveNode>, cx: &Context<'_>) -> bool {
        let is_linked = node.is_linked();
        if is_linked && self.receivers.lock().will_wake(node.as_mut(), cx.waker()) {
            return true;
        }
        let waker = cx.waker().clone();
        let mut guard = self.receivers.lock();
        if is_linked {
            if !node.is_linked() {
                drop(guard);
                drop(waker);
                return false;
            }
            let old = guard.set_waker(node, waker);
            drop(guard);
            drop(old);
            return true;
        }
        // From here on who sends comes for the lock (I7).
        let tail = self.tail.fetch_or(RECEIVER_WAITS, Ordering::Relaxed);
        let head = self.head.load(Ordering::Relaxed);
        if position(tail) != position(head) || Self::is_end(tail, position(head)) {
            if guard.is_empty(WAITING) {
                self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
            }
            drop(guard);
            drop(waker);
            return false;
        }
        guard.entry(node.as_mut()).is_told = false;
        guard.push_back(WAITING, node, waker);
        true
    }

    /// Ends a wait that got something.
    #[inline]
    fn leave(&self, mut node: Pin<&mut ReceiveNode>, was_linked: bool) {
        if was_linked {
            // It was not woken for what it got, and may have been woken for something else since.
            self.cancel_recv(node);
        } else if let Some(entry) = node.as_mut().entry() {
            entry.is_told = false;
        }
    }

    /// Ends a wait. If the receiver was woken for a message, another one is.
    #[cold]
    pub(crate) fn cancel_recv(&self, mut node: Pin<&mut ReceiveNode>) {
        if node.is_linked() {
            let mut guard = self.receivers.lock();
            let waker = guard.remove(node.as_mut());
            self.stop_receiving(guard);
            drop(waker);
        }
        let Some(entry) = node.entry() else {
            return;
        };
        if std::mem::take(&mut entry.is_told) && self.len() > 0 {
            self.wake_receiver();
        }
    }

    /// Clears the flag if nobody is left, and releases the lock.
    fn stop_receiving(&self, mut guard: Guard<'_, (), ReceiveEntry, 1>) {
        if guard.is_empty(WAITING) {
            self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
        }
    }

    /// Sends, and takes the oldest message out if there is no room.
    pub(crate) fn force_send(&self, value: T) -> Result<Option<T>, T> {
        let value = match self.try_send(value) {
            Ok(()) => return Ok(None),
            Err((Refused::Closed, value)) => return Err(value),
            Err((Refused::Full, value)) => value,
        };
        let Some(reserved) = self.reserve_over() else {
            return Err(value);
        };
        let oldest = self.make_room();
        self.send_reserved(reserved, value);
        Ok(oldest)
    }

    /// Counts one place more than there may be, unless the channel is closed.
    fn reserve_over(&self) -> Option<Reserved> {
        let mut tail = self.tail.load(Ordering::Relaxed);
        loop {
            if tail & CLOSED != 0 {
                return None;
            }
            match self.tail.compare_exchange_weak(
                tail,
                tail.wrapping_add(RESERVED),
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return Some(Reserved::counted(1)),
                Err(now) => tail = now,
            }
        }
    }

    /// Makes up for a place that was counted too much: with the oldest message, with room that there is by
    /// now, or with what a sender was granted and did not use yet.
    fn make_room(&self) -> Option<T> {
        let mut pause = Pause::new();
        let mut head = self.head.load(Ordering::Relaxed);
        loop {
            let next = position(head);
            let slot = self.slot(next);
            if slot.is(full(next)) {
                match self.head.compare_exchange_weak(
                    head,
                    head.wrapping_add(POSITION),
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                ) {
                    Ok(_) => {
                        // SAFETY: I8: this call moved the head past it.
                        let value = unsafe { slot.read() };
                        slot.stamp(free(after(next, self.slots.len() as u64)));
                        return Some(value);
                    }
                    Err(now) => {
                        head = now;
                        continue;
                    }
                }
            }
            let tail = self.tail.load(Ordering::Acquire);
            let now = self.head.load(Ordering::Acquire);
            if now == head {
                if used(tail, head) <= self.capacity {
                    return None;
                }
                if position(tail) == next && self.revoke() {
                    // What it had is what was counted too much.
                    self.tail.fetch_sub(RESERVED, Ordering::Relaxed);
                    return None;
                }
                pause.wait();
            }
            head = self.head.load(Ordering::Relaxed);
        }
    }
}

impl<T, R: Side> Ring<T, R> {
    /// Wakes one of many receivers.
    #[cold]
    pub(super) fn wake_receiver(&self) {
        let mut guard = self.receivers.lock();
        let waker = guard.pop_front(WAITING, |entry| entry.is_told = true);
        if guard.is_empty(WAITING) {
            self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
        }
        drop(guard);
        wake(waker.flatten());
    }

    /// Wakes everybody who waits for a message, since none may come.
    #[cold]
    pub(crate) fn wake_for_end(&self) {
        if !R::IS_MANY {
            let old = self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Acquire);
            if old & RECEIVER_WAITS != 0 {
                // SAFETY: I5: this call cleared the flag, and the queue is at its end.
                wake(unsafe { self.take_parked() });
            }
            return;
        }
        let mut wakers = WakeList::new();
        let mut is_all = false;
        while !is_all {
            let mut guard = self.receivers.lock();
            while wakers.has_room() && !is_all {
                match guard.pop_front(WAITING, |entry| entry.is_told = true) {
                    Some(waker) => wakers.push(waker),
                    None => is_all = true,
                }
            }
            if is_all {
                self.tail.fetch_and(!RECEIVER_WAITS, Ordering::Relaxed);
            }
            drop(guard);
            wakers.wake_all();
        }
    }
}
