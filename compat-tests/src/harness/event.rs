use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

use super::limit;

/// Something that happens once, which tasks of any runtime and plain threads can wait for.
#[derive(Clone, Default)]
pub(crate) struct Event(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_set: bool,
    wakers: Vec<Waker>,
}

impl Event {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn set(&self) {
        let mut state = self.state();
        state.is_set = true;
        let wakers = std::mem::take(&mut state.wakers);
        drop(state);
        self.0.changed.notify_all();
        wakers.into_iter().for_each(Waker::wake);
    }

    pub(crate) fn is_set(&self) -> bool {
        self.state().is_set
    }

    /// Waits as a future.
    pub(crate) async fn wait(&self) {
        std::future::poll_fn(|cx| {
            let mut state = self.state();
            if state.is_set {
                return Poll::Ready(());
            }
            if !state.wakers.iter().any(|old| old.will_wake(cx.waker())) {
                state.wakers.push(cx.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }

    /// Waits by blocking the thread, up to the limit of the harness.
    pub(crate) fn wait_blocking(&self) {
        let (state, timeout) = self
            .0
            .changed
            .wait_timeout_while(self.state(), limit(), |state| !state.is_set)
            .unwrap_or_else(PoisonError::into_inner);
        drop(state);
        assert!(!timeout.timed_out(), "an event never happened");
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
