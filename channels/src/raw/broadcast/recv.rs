//! Receiving.

use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
};

use super::{
    channel::{Broadcast, BroadcastNode, Held, Policy, RECEIVERS, Waiter},
    node,
    ring::Read,
    send::wake,
};

/// How many messages a receiver that goes lets pass under the lock at a time.
const BATCH: u32 = 32;

/// Where a receiver is.
#[derive(Debug)]
pub(crate) struct Cursor {
    /// The number of its next message.
    number: u64,
    /// The place of that.
    place: usize,
}

/// What a receiver finds.
pub(crate) enum Next<T> {
    /// A message.
    Message(T),
    /// It lost so many.
    Lagged(u64),
    /// Nothing yet.
    Empty,
    /// Nothing any more.
    End,
}

/// What it finds under the lock.
enum Found<T> {
    Message(Read<T>),
    Lagged(u64),
    Empty,
    End,
}

/// A message that is looked at. The pin goes back when this is dropped.
struct Reading<'a, T> {
    channel: &'a Broadcast<T>,
    pin: node::Pin<T>,
}

impl<T> Drop for Reading<'_, T> {
    fn drop(&mut self) {
        let mut guard = self.channel.waiters.lock();
        // SAFETY: it was pinned by this channel, and goes back once.
        let (message, node) = unsafe { guard.ring.unpin(&self.pin) };
        let waker = self.channel.grant(&mut guard);
        drop(guard);
        wake(waker);
        drop(message);
        drop(node);
    }
}

impl<T> Broadcast<T> {
    /// Adds a receiver of what is sent from now on.
    pub(crate) fn subscribe(&self) -> Cursor {
        let mut guard = self.waiters.lock();
        guard.receivers += 1;
        Cursor {
            number: guard.ring.tail,
            place: guard.ring.tail_place(),
        }
    }

    /// Takes a receiver off, and lets what it did not read pass.
    pub(crate) fn unsubscribe(&self, cursor: &mut Cursor) {
        let mut guard = self.waiters.lock();
        guard.receivers -= 1;
        let is_last = guard.receivers == 0;
        let end = guard.ring.tail;
        drop(guard);
        let mut passing = Passing {
            channel: self,
            cursor,
            end,
        };
        if is_last {
            self.refuse_all();
        }
        passing.pass();
    }

    /// Takes what is next for a receiver.
    #[inline]
    fn find(&self, guard: &mut Held<'_, T>, cursor: &mut Cursor) -> Found<T> {
        if cursor.number == guard.ring.tail {
            return if guard.is_ended {
                Found::End
            } else {
                Found::Empty
            };
        }
        let missed = guard.ring.oldest().saturating_sub(cursor.number);
        if missed > 0 {
            cursor.number += missed;
            cursor.place = guard.ring.tail_place();
            if self.policy == Policy::Told {
                return Found::Lagged(missed);
            }
        }
        let read = guard.ring.read(cursor.place);
        cursor.number += 1;
        cursor.place = guard.ring.after(cursor.place);
        Found::Message(read.expect("a message stays for those that did not read it"))
    }

    /// Takes the message, or clones it, once the lock is released.
    #[inline]
    fn finish(&self, read: Read<T>, waker: Option<Waker>) -> T
    where
        T: Clone,
    {
        match read {
            Read::Taken(message) => {
                wake(waker);
                message
            }
            Read::Pinned(pin) => {
                let reading = Reading { channel: self, pin };
                wake(waker);
                reading.pin.with(T::clone)
            }
        }
    }

    /// Receives without waiting.
    #[inline]
    pub(crate) fn try_recv(&self, cursor: &mut Cursor) -> Next<T>
    where
        T: Clone,
    {
        let mut guard = self.waiters.lock();
        let found = self.find(&mut guard, cursor);
        match found {
            Found::Message(read) => {
                let waker = self.grant(&mut guard);
                drop(guard);
                Next::Message(self.finish(read, waker))
            }
            Found::Lagged(missed) => Next::Lagged(missed),
            Found::Empty => Next::Empty,
            Found::End => Next::End,
        }
    }

    /// Receives, or leaves a waker. Whoever gives up after a `Pending` must call `cancel_recv`.
    pub(crate) fn poll_recv(
        &self,
        cursor: &mut Cursor,
        mut node: Pin<&mut BroadcastNode>,
        cx: &Context<'_>,
    ) -> Poll<Next<T>>
    where
        T: Clone,
    {
        let mut new = None;
        loop {
            let mut guard = self.waiters.lock();
            let found = self.find(&mut guard, cursor);
            if matches!(found, Found::Empty) {
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
                    *guard.entry(node.as_mut()) = Waiter::Waiting(cursor.number);
                    guard.push_back(RECEIVERS, node, waker);
                    None
                };
                drop(guard);
                drop(old);
                return Poll::Pending;
            }
            let own = guard.remove(node);
            let waker = self.grant(&mut guard);
            drop(guard);
            drop(own);
            return Poll::Ready(match found {
                Found::Message(read) => Next::Message(self.finish(read, waker)),
                Found::Lagged(missed) => Next::Lagged(missed),
                Found::Empty => Next::Empty,
                Found::End => Next::End,
            });
        }
    }

    /// Ends the wait of a receiver.
    pub(crate) fn cancel_recv(&self, node: Pin<&mut BroadcastNode>) {
        if node.is_linked() {
            let waker = self.waiters.lock().remove(node);
            drop(waker);
        }
    }

    /// Returns how many messages were sent that a receiver did not read, and those that it lost.
    pub(crate) fn unread(&self, cursor: &Cursor) -> u64 {
        self.waiters.lock().ring.tail - cursor.number
    }
}

/// A receiver that goes on without a look, up to some number; also when the drop of a message panics.
struct Passing<'a, T> {
    channel: &'a Broadcast<T>,
    cursor: &'a mut Cursor,
    end: u64,
}

impl<T> Passing<'_, T> {
    fn pass(&mut self) {
        while self.cursor.number < self.end {
            let mut guard = self.channel.waiters.lock();
            let mut message = None;
            let mut left = BATCH;
            while self.cursor.number < self.end && message.is_none() && left > 0 {
                left -= 1;
                let missed = guard.ring.oldest().saturating_sub(self.cursor.number);
                if missed > 0 {
                    self.cursor.number += missed;
                    self.cursor.place = guard.ring.tail_place();
                    continue;
                }
                message = guard.ring.skip(self.cursor.place);
                self.cursor.number += 1;
                self.cursor.place = guard.ring.after(self.cursor.place);
            }
            let waker = self.channel.grant(&mut guard);
            drop(guard);
            wake(waker);
            drop(message);
        }
    }
}

impl<T> Drop for Passing<'_, T> {
    fn drop(&mut self) {
        self.pass();
    }
}
