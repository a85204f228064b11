//! The wakers of many waiters, which are called once the lock is released.

use std::task::Waker;

/// How many are woken between two times that the lock is held.
const ROOM: usize = 32;

/// Some wakers. All of them are called when this is dropped, also when one of them panics.
pub(crate) struct WakeList {
    wakers: [Option<Waker>; ROOM],
    next: usize,
    len: usize,
}

impl WakeList {
    pub(crate) fn new() -> Self {
        Self {
            wakers: [const { None }; ROOM],
            next: 0,
            len: 0,
        }
    }

    pub(crate) fn has_room(&self) -> bool {
        self.len < ROOM
    }

    /// Adds a waker.
    ///
    /// # Panics
    ///
    /// If there is no room.
    pub(crate) fn push(&mut self, waker: Option<Waker>) {
        if let Some(waker) = waker {
            self.wakers[self.len] = Some(waker);
            self.len += 1;
        }
    }

    /// Calls all of them.
    pub(crate) fn wake_all(&mut self) {
        while self.next < self.len {
            let waker = self.wakers[self.next].take();
            self.next += 1;
            if let Some(waker) = waker {
                waker.wake();
            }
        }
        self.next = 0;
        self.len = 0;
    }
}

impl Drop for WakeList {
    fn drop(&mut self) {
        self.wake_all();
    }
}
