use std::{
    mem,
    sync::{Arc, Mutex, PoisonError},
    thread::{self, ThreadId},
};

/// Counts how often its probes are dropped, and on which threads.
#[derive(Clone, Default)]
pub(crate) struct Drops(Arc<Mutex<Vec<ThreadId>>>);

/// A value whose drop is noted.
pub(crate) struct Probe(Drops);

impl Drops {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn probe(&self) -> Probe {
        Probe(self.clone())
    }

    pub(crate) fn count(&self) -> usize {
        self.threads().len()
    }

    pub(crate) fn threads(&self) -> Vec<ThreadId> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        self.0
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(thread::current().id());
    }
}

/// Calls a closure when it is dropped.
pub(crate) struct OnDrop<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> OnDrop<F> {
    pub(crate) const fn new(hook: F) -> Self {
        Self(Some(hook))
    }
}

impl<F: FnOnce()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        if let Some(hook) = mem::take(&mut self.0) {
            hook();
        }
    }
}
