use std::{
    sync::{Arc, Mutex, PoisonError},
    task::{Wake, Waker},
};

/// A waker that wakes whoever was put into it last.
#[derive(Default)]
pub(crate) struct Relay(Mutex<Option<Waker>>);

impl Relay {
    pub(crate) fn put(&self, waker: &Waker) {
        let old = self.slot().replace(waker.clone());
        drop(old);
    }

    pub(crate) fn take(&self) -> Option<Waker> {
        self.slot().take()
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<Waker>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Relay {
    fn wake(self: Arc<Self>) {
        if let Some(waker) = self.take() {
            waker.wake();
        }
    }
}
