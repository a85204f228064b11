//! The lock of the waiters, which is held for a few writes to memory and never while other code runs.

#[cfg(not(loom))]
pub(crate) use super::spin_lock::{Held, Lock};

/// The lock of loom, in its place: `spin_lock` has a model of its own.
#[cfg(loom)]
pub(crate) struct Lock(loom::sync::Mutex<()>);

/// The lock, held until this is dropped.
#[cfg(loom)]
pub(crate) type Held<'a> = loom::sync::MutexGuard<'a, ()>;

#[cfg(loom)]
impl Lock {
    pub(crate) fn new() -> Self {
        Self(loom::sync::Mutex::new(()))
    }

    pub(crate) fn lock(&self) -> Held<'_> {
        self.0.lock().expect("nothing panics under the lock")
    }
}
