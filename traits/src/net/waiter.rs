use std::{fmt, sync::Arc};

/// Holds the place of one operation among those that wait on one socket.
///
/// Callers make one per operation, pass it to each poll, and drop it with the operation; they never look
/// inside. The futures of this module do so.
///
/// Implementers of a `poll_` method that takes a waiter put it on a list of their own with
/// [`join`](Waiter::join) when the operation must wait, find it again with [`key`](Waiter::key) at the
/// next poll, and take it off with [`leave`](Waiter::leave) when the operation is ready. A waiter that is
/// dropped while it is on a list says so to that list.
#[derive(Default)]
pub struct Waiter {
    place: Option<(Arc<dyn WaitList>, usize)>,
}

/// A list that [`Waiter`]s are on.
pub trait WaitList: Send + Sync {
    /// Takes the waiter with this key off the list: its operation is over.
    ///
    /// If a wake-up had been meant for it, the implementer must hand it on to the next waiter.
    fn leave(&self, key: usize);
}

impl Waiter {
    /// Makes a waiter that is on no list.
    #[must_use]
    pub const fn new() -> Self {
        Self { place: None }
    }

    /// Puts the waiter on `list`, where `key` names it; it leaves the list it was on.
    pub fn join(&mut self, list: Arc<dyn WaitList>, key: usize) {
        self.leave();
        self.place = Some((list, key));
    }

    /// Returns the waiter's key if it is on `list`.
    #[must_use]
    pub fn key(&self, list: &Arc<impl WaitList + 'static>) -> Option<usize> {
        let (on, key) = self.place.as_ref()?;
        std::ptr::addr_eq(Arc::as_ptr(on), Arc::as_ptr(list)).then_some(*key)
    }

    /// Takes the waiter off the list it is on.
    pub fn leave(&mut self) {
        if let Some((list, key)) = self.place.take() {
            list.leave(key);
        }
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        self.leave();
    }
}

impl fmt::Debug for Waiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("key", &self.place.as_ref().map(|(_, key)| key))
            .finish()
    }
}
