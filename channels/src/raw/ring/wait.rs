//! The sender that waits.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, Waker, ready},
};

use super::{
    queue::Ring,
    reserve::Reserved,
    send::{Refused, wake},
    word::{RESERVED, SENDER_WAITS, used},
};
use crate::{
    batches::wake_in_batches,
    raw::{
        flags::CLOSED,
        side::Side,
        wait_queue::{Guard, Node},
    },
    sync::Ordering,
    wake_list::WakeList,
};

/// Those that wait for room, in their order.
const WAITING: usize = 0;
/// Those that have it and were not polled since: with many receivers, for it may be taken from them.
const GRANTED: usize = 1;

/// What a sender waits for.
#[derive(Debug)]
pub(crate) struct SendEntry {
    needed: u32,
    got: u32,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It waits for nothing.
    Idle,
    Waiting,
    Granted,
    Closed,
}

/// The place of a sender that waits.
pub(crate) type SendNode = Node<SendEntry>;

/// The lock of the senders, held.
pub(super) type Senders<'a> = Guard<'a, (), SendEntry, 2>;

impl SendNode {
    /// A sender that does not wait yet.
    pub(crate) fn idle() -> Self {
        Self::new(SendEntry {
            needed: 0,
            got: 0,
            state: State::Idle,
        })
    }
}

impl<T, R: Side> Ring<T, R> {
    /// Reserves, after those that came earlier.
    ///
    /// Whoever gives up after a `Pending` must call `cancel_reserve`.
    pub(crate) fn poll_reserve(
        &self,
        mut node: Pin<&mut SendNode>,
        cx: &Context<'_>,
        count: u32,
    ) -> Poll<Result<Reserved, Refused>> {
        if let Some(entry) = node.as_mut().entry() {
            match entry.state {
                State::Idle => {
                    return match self.try_reserve(count) {
                        Ok(reserved) => Poll::Ready(Ok(reserved)),
                        Err(Refused::Closed) => Poll::Ready(Err(Refused::Closed)),
                        Err(Refused::Full) => self.enqueue(node, cx, count),
                    };
                }
                State::Granted => {
                    return Poll::Ready(Ok(take_grant(entry)));
                }
                State::Closed => {
                    let unused = take_grant(entry);
                    self.release(unused);
                    return Poll::Ready(Err(Refused::Closed));
                }
                State::Waiting => unreachable!("who waits is in the list"),
            }
        }
        self.wait_on(node, cx)
    }

    /// Sends what is in `value`, after those that came earlier, and leaves it there if the queue is closed. The
    /// node is made by the first wait.
    ///
    /// Whoever gives up after a `Pending` must call `cancel_reserve`.
    #[inline]
    pub(crate) fn poll_send(
        &self,
        node: Pin<&mut Option<SendNode>>,
        cx: &Context<'_>,
        value: &mut Option<T>,
    ) -> Poll<()> {
        if node.is_none() {
            let message = value.take().expect("a send is polled until it is done");
            match self.try_send(message) {
                Ok(()) => return Poll::Ready(()),
                // It is put back before other code runs, which may panic.
                Err((refused, message)) => {
                    *value = Some(message);
                    if refused == Refused::Closed {
                        return Poll::Ready(());
                    }
                }
            }
        }
        self.wait_to_send(node, cx, value)
    }

    #[cold]
    fn wait_to_send(
        &self,
        mut node: Pin<&mut Option<SendNode>>,
        cx: &Context<'_>,
        value: &mut Option<T>,
    ) -> Poll<()> {
        let reserved = if let Some(node) = node.as_mut().as_pin_mut() {
            self.poll_reserve(node, cx, 1)
        } else {
            node.set(Some(SendNode::idle()));
            match node.as_pin_mut() {
                Some(node) => self.enqueue(node, cx, 1),
                None => unreachable!("it was made"),
            }
        };
        if let Ok(reserved) = ready!(reserved) {
            let message = value.take().expect("who waits has its message");
            self.send_reserved(reserved, message);
        }
        Poll::Ready(())
    }

    /// Puts a sender at the end of those that wait, unless there is room after all.
    #[cold]
    fn enqueue(
        &self,
        mut node: Pin<&mut SendNode>,
        cx: &Context<'_>,
        needed: u32,
    ) -> Poll<Result<Reserved, Refused>> {
        let waker = cx.waker().clone();
        let mut guard = self.senders.lock();
        // From here on nobody takes room, and who makes some comes for the lock (I4). Relaxed: `take_free` acquires
        // what there is.
        self.head.fetch_or(SENDER_WAITS, Ordering::Relaxed);
        let mut got = 0;
        let refused = if guard.is_empty(WAITING) {
            self.take_free(needed, &mut got)
        } else {
            self.is_closed().then_some(Refused::Closed)
        };
        let state = match refused {
            Some(_) => State::Closed,
            None if got == needed => State::Granted,
            None => State::Waiting,
        };
        *guard.entry(node.as_mut()) = SendEntry { needed, got, state };
        if state == State::Waiting {
            guard.push_back(WAITING, node, waker);
            return Poll::Pending;
        }
        self.stop_waiting(guard);
        // It may panic; then the one that gives up finds what it got in the entry.
        drop(waker);
        let reserved = take_grant(node.entry().expect("it is in no list"));
        Poll::Ready(match refused {
            Some(refused) => {
                self.release(reserved);
                Err(refused)
            }
            None => Ok(reserved),
        })
    }

    /// Looks again at a sender that is in a list.
    fn wait_on(
        &self,
        mut node: Pin<&mut SendNode>,
        cx: &Context<'_>,
    ) -> Poll<Result<Reserved, Refused>> {
        let mut new = None;
        loop {
            let mut guard = self.senders.lock();
            let entry = guard.entry(node.as_mut());
            match entry.state {
                State::Waiting => {}
                State::Granted => {
                    let reserved = take_grant(entry);
                    let _none = guard.remove(node);
                    return Poll::Ready(Ok(reserved));
                }
                State::Idle | State::Closed => {
                    entry.state = State::Idle;
                    return Poll::Ready(Err(Refused::Closed));
                }
            }
            if guard.will_wake(node.as_mut(), cx.waker()) {
                return Poll::Pending;
            }
            if let Some(waker) = new.take() {
                let old = guard.set_waker(node, waker);
                drop(guard);
                drop(old);
                return Poll::Pending;
            }
            drop(guard);
            new = Some(cx.waker().clone());
        }
    }

    /// Ends a wait, and passes on what was granted already.
    #[cold]
    pub(crate) fn cancel_reserve(&self, mut node: Pin<&mut SendNode>) {
        let mut waker = None;
        let unused = if let Some(entry) = node.as_mut().entry() {
            take_grant(entry)
        } else {
            let mut guard = self.senders.lock();
            waker = guard.remove(node.as_mut());
            let unused = take_grant(guard.entry(node));
            self.stop_waiting(guard);
            unused
        };
        self.release(unused);
        // It may panic, and so comes last.
        drop(waker);
    }

    /// If more is counted than there may be, takes back what was granted last and not used, so that its sender
    /// waits again. Returns whether it did.
    pub(super) fn revoke(&self) -> bool {
        let mut guard = self.senders.lock();
        // Acquire: the tail is not from before that head; no model shows it, which would take four parties. The
        // flag: who moves the head further gives the room to the one that waits again.
        let head = self.head.fetch_or(SENDER_WAITS, Ordering::Acquire);
        let tail = self.tail.load(Ordering::Relaxed);
        // After the close nobody tells who waits.
        let is_revoked = tail & CLOSED == 0
            && used(tail, head) > self.capacity
            && guard.move_back(GRANTED, WAITING, |entry| {
                entry.state = State::Waiting;
                entry.got = 0;
            });
        if is_revoked {
            self.tail.fetch_sub(RESERVED, Ordering::Relaxed);
        }
        self.stop_waiting(guard);
        is_revoked
    }

    /// Reserves what is free, for the first of those that wait. The flag must be set.
    fn take_free(&self, needed: u32, got: &mut u32) -> Option<Refused> {
        let mut tail = self.tail.load(Ordering::Relaxed);
        while *got < needed {
            if tail & CLOSED != 0 {
                return Some(Refused::Closed);
            }
            let head = self.head.load(Ordering::Acquire);
            let free = self.capacity.saturating_sub(used(tail, head));
            let now = self.tail.load(Ordering::Relaxed);
            if now != tail {
                tail = now;
                continue;
            }
            let give = free.min(u64::from(needed - *got));
            if give == 0 {
                break;
            }
            match self.tail.compare_exchange_weak(
                tail,
                tail.wrapping_add(give * RESERVED),
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => {
                    tail = tail.wrapping_add(give * RESERVED);
                    *got += u32::try_from(give).expect("it is at most `needed`");
                }
                Err(now) => tail = now,
            }
        }
        None
    }

    /// Gives one place, which was freed just now, to the sender that waits longest, and wakes it if it needs no
    /// more. Whoever frees another one does the same.
    pub(super) fn give_freed(&self) {
        let mut guard = self.senders.lock();
        let is_enough = guard.front(WAITING).is_some_and(|front| {
            // Closing takes everybody out of the list.
            self.take_free(front.needed, &mut front.got).is_none() && front.got == front.needed
        });
        let waker = if is_enough {
            Self::grant(&mut guard)
        } else {
            None
        };
        self.stop_waiting(guard);
        wake(waker);
    }

    /// Gives what is free to those that wait, in their order, and wakes them.
    #[cold]
    pub(super) fn distribute(&self, guard: Senders<'_>) {
        let mut held = Some(guard);
        wake_in_batches(|wakers| {
            let mut guard = held.take().unwrap_or_else(|| self.senders.lock());
            while let Some(front) = guard.front(WAITING) {
                if !wakers.has_room() {
                    return true;
                }
                if self.take_free(front.needed, &mut front.got).is_some()
                    || front.got < front.needed
                {
                    // Closing takes everybody out of the list.
                    break;
                }
                wakers.push(Self::grant(&mut guard));
            }
            self.stop_waiting(guard);
            false
        });
    }

    /// Tells the first of those that wait that it has all its room.
    pub(super) fn grant(guard: &mut Senders<'_>) -> Option<Waker> {
        let tell = |entry: &mut SendEntry| entry.state = State::Granted;
        if R::IS_MANY {
            guard.move_front(WAITING, GRANTED, tell).flatten()
        } else {
            guard.pop_front(WAITING, tell).flatten()
        }
    }

    /// Counts one place for the first of those that wait, and returns whether it has all its room.
    pub(super) fn give_one(guard: &mut Senders<'_>) -> Option<bool> {
        let front = guard.front(WAITING)?;
        front.got += 1;
        Some(front.got == front.needed)
    }

    /// Returns whether exactly one waits.
    pub(super) fn is_last_waiting(guard: &mut Senders<'_>) -> bool {
        guard.is_single(WAITING)
    }

    /// Clears the flag if nobody is left, and releases the lock.
    pub(super) fn stop_waiting(&self, mut guard: Senders<'_>) {
        if guard.is_empty(WAITING) && self.head.load(Ordering::Relaxed) & SENDER_WAITS != 0 {
            self.head.fetch_and(!SENDER_WAITS, Ordering::Relaxed);
        }
    }

    /// Accepts no more. Returns the tail as it was before.
    pub(super) fn set_closed(&self) -> u64 {
        // Release and Acquire: what the closer did is seen by who sees the end.
        self.tail.fetch_or(CLOSED, Ordering::AcqRel)
    }

    /// Takes out the senders that wait and those that wait for the close, after it. Returns whether some are
    /// left, for want of room.
    #[cold]
    pub(super) fn turn_away(&self, wakers: &mut WakeList) -> bool {
        let mut guard = self.senders.lock();
        let mut partial = 0;
        while wakers.has_room()
            && let Some(waker) = guard.pop_front(WAITING, |entry| {
                partial += u64::from(entry.got);
                entry.got = 0;
                entry.state = State::Closed;
            })
        {
            wakers.push(waker);
        }
        if partial > 0 {
            // What they had got already. Nobody has to be told: it is the only receiver that closes. Relaxed:
            // nobody uses that room any more.
            self.tail.fetch_sub(partial * RESERVED, Ordering::Relaxed);
        }
        self.stop_waiting(guard);
        !wakers.has_room() || self.until_closed.fill(wakers)
    }
}

/// Takes what a sender got before it gave up.
fn take_grant(entry: &mut SendEntry) -> Reserved {
    entry.state = State::Idle;
    Reserved::counted(mem::take(&mut entry.got))
}
