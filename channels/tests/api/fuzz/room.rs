//! What ought to be of a bounded queue: its messages, what is reserved, and who waits for room.

use std::collections::VecDeque;

/// How a sender that waits stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Waiting,
    Granted,
    Closed,
}

/// A sender that waits, or was told that it need not.
#[derive(Debug)]
pub(super) struct Waiter {
    pub(super) id: usize,
    pub(super) needed: usize,
    pub(super) got: usize,
    pub(super) turn: Turn,
    /// It was woken, and not polled since.
    pub(super) is_woken: bool,
}

/// The queue.
pub(super) struct Room {
    pub(super) capacity: usize,
    pub(super) queue: VecDeque<u32>,
    /// Permits, grants, and what those that wait have got.
    pub(super) reserved: usize,
    /// In the order in which they came; those that have their room are in the order in which they got it.
    pub(super) waiters: Vec<Waiter>,
    pub(super) is_closed: bool,
}

impl Room {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            queue: VecDeque::new(),
            reserved: 0,
            waiters: Vec::new(),
            is_closed: false,
        }
    }

    pub(super) fn free(&self) -> usize {
        self.capacity - self.queue.len() - self.reserved
    }

    pub(super) fn is_end(&self) -> bool {
        self.is_closed && self.reserved == 0 && self.queue.is_empty()
    }

    pub(super) fn is_anybody_waiting(&self) -> bool {
        self.waiters
            .iter()
            .any(|waiter| waiter.turn == Turn::Waiting)
    }

    pub(super) fn waiter(&mut self, id: usize) -> Option<&mut Waiter> {
        self.waiters.iter_mut().find(|waiter| waiter.id == id)
    }

    pub(super) fn wakes(&self, id: usize) -> usize {
        let waiter = self.waiters.iter().find(|waiter| waiter.id == id);
        waiter.map_or(0, |waiter| usize::from(waiter.is_woken))
    }

    /// Reserves at once, unless others wait.
    pub(super) fn try_reserve(&mut self, count: usize) -> bool {
        let is_there = !self.is_closed && !self.is_anybody_waiting() && self.free() >= count;
        if is_there {
            self.reserved += count;
        }
        is_there
    }

    /// Waits behind the others, with what is free.
    pub(super) fn wait(&mut self, id: usize, needed: usize) {
        self.waiters.push(Waiter {
            id,
            needed,
            got: 0,
            turn: Turn::Waiting,
            is_woken: false,
        });
        self.distribute();
    }

    /// Gives what is free to those that wait, in their order.
    pub(super) fn distribute(&mut self) {
        while !self.is_closed
            && let Some(at) = self
                .waiters
                .iter()
                .position(|waiter| waiter.turn == Turn::Waiting)
        {
            let free = self.free();
            let waiter = &mut self.waiters[at];
            let give = free.min(waiter.needed - waiter.got);
            waiter.got += give;
            self.reserved += give;
            if waiter.got < waiter.needed {
                break;
            }
            waiter.turn = Turn::Granted;
            waiter.is_woken = true;
        }
    }

    /// Gives back what was reserved.
    pub(super) fn release(&mut self, count: usize) {
        self.reserved -= count;
        self.distribute();
    }

    /// Takes a message out.
    pub(super) fn take(&mut self) -> Option<u32> {
        let message = self.queue.pop_front()?;
        self.distribute();
        Some(message)
    }

    /// Ends a wait, and gives back what it had got.
    pub(super) fn leave(&mut self, id: usize) {
        if let Some(at) = self.waiters.iter().position(|waiter| waiter.id == id) {
            let waiter = self.waiters.remove(at);
            if waiter.turn != Turn::Closed {
                self.release(waiter.got);
            }
        }
    }

    /// Ends a wait that is over. What it had got stays reserved.
    pub(super) fn finish(&mut self, id: usize) -> Option<Waiter> {
        let at = self.waiters.iter().position(|waiter| waiter.id == id)?;
        Some(self.waiters.remove(at))
    }

    /// Turns away those that wait.
    pub(super) fn close(&mut self) {
        if self.is_closed {
            return;
        }
        self.is_closed = true;
        for waiter in &mut self.waiters {
            if waiter.turn == Turn::Waiting {
                self.reserved -= waiter.got;
                waiter.got = 0;
                waiter.turn = Turn::Closed;
                waiter.is_woken = true;
            }
        }
    }

    /// Has the one that was granted last wait again, in front of the others.
    pub(super) fn revoke(&mut self) {
        let last = self
            .waiters
            .iter_mut()
            .rfind(|waiter| waiter.turn == Turn::Granted);
        let last = last.expect("what is taken is granted");
        last.turn = Turn::Waiting;
        self.reserved -= last.got;
        last.got = 0;
    }
}
