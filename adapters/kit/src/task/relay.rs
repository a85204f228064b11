use std::{
    cell::Cell,
    mem,
    sync::{Arc, PoisonError, atomic::Ordering},
    task::{Wake, Waker},
};

use super::quietly;
use crate::{
    life::Interrupt,
    sync::{AtomicBool, Mutex},
};

/// What others that still have a relay may do with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Others {
    /// They may wake it.
    #[default]
    MayWake,
    /// They drop it, and wake it at the most if they were about to.
    Silent,
}

/// A waker that stays the same for who keeps it, and wakes whoever is in it, once.
///
/// Wakers are cloned, dropped and woken outside of the lock, and a panic of one goes no further.
pub(super) struct Relay {
    waiting: Mutex<Option<Waker>>,
    /// Whether it was woken since somebody asked.
    is_woken: AtomicBool,
}

impl Relay {
    /// Makes an empty one, or takes one that this thread has no use for any more.
    pub(super) fn new() -> Arc<Self> {
        let spare = SPARE.try_with(Cell::take).ok().flatten();
        if let Some(spare) = spare {
            spare.take_wake();
            return spare;
        }
        Arc::new(Self {
            waiting: Mutex::new(None),
            is_woken: AtomicBool::new(false),
        })
    }

    /// Tells whether it was woken since the last call, or since it was made.
    pub(super) fn take_wake(&self) -> bool {
        // Relaxed, all three: it says that the system is to be asked, and who was woken sees it by the lock.
        let is_woken = self.is_woken.load(Ordering::Relaxed);
        if is_woken {
            self.is_woken.store(false, Ordering::Relaxed);
        }
        is_woken
    }

    /// Lets `waker` be the one that is woken next.
    pub(super) fn set(&self, waker: &Waker) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.as_ref().is_some_and(|old| old.will_wake(waker)) {
            return;
        }
        drop(waiting);
        self.put(waker.clone());
    }

    /// Lets `waker` be the one that is woken next, in the place of any other.
    pub(super) fn put(&self, waker: Waker) {
        let old = self.replace(Some(waker));
        drop(old);
    }

    /// Forgets whom to wake.
    pub(super) fn clear(&self) {
        let old = self.replace(None);
        quietly(|| drop(old));
    }

    /// Keeps the memory for the next relay of this thread, if nobody else has it, or nobody who would use it.
    pub(super) fn recycle(mut relay: Arc<Self>, others: Others) {
        relay.clear();
        let is_spare = others == Others::Silent || Arc::get_mut(&mut relay).is_some();
        if cfg!(loom) || !is_spare {
            return;
        }
        // A thread that is ending keeps nothing.
        drop(SPARE.try_with(|spare| spare.replace(Some(relay))));
    }

    fn replace(&self, new: Option<Waker>) -> Option<Waker> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *waiting, new)
    }
}

thread_local! {
    static SPARE: Cell<Option<Arc<Relay>>> = const { Cell::new(None) };
}

impl Wake for Relay {
    fn wake(self: Arc<Self>) {
        self.interrupt();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.interrupt();
    }
}

impl Interrupt for Relay {
    fn interrupt(&self) {
        self.is_woken.store(true, Ordering::Relaxed);
        if let Some(waker) = self.replace(None) {
            quietly(|| waker.wake());
        }
    }
}
