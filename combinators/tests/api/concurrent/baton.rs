//! A fair semaphore of one permit.

use std::{
    collections::BTreeMap,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard},
    task::{Poll, Waker},
};

/// Goes from one to the next, in the order in which it was asked for; nobody may give up waiting.
#[derive(Clone, Default)]
pub(super) struct Baton(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    asked: u64,
    passed: u64,
    waiting: BTreeMap<u64, Waker>,
}

pub(super) struct Held(Baton);

impl Baton {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic")
    }

    pub(super) async fn take(&self) -> Held {
        let mut turn = None;
        poll_fn(|cx| {
            let mut state = self.state();
            let mine = *turn.get_or_insert_with(|| {
                state.asked += 1;
                state.asked - 1
            });
            if mine == state.passed {
                return Poll::Ready(());
            }
            state.waiting.insert(mine, cx.waker().clone());
            Poll::Pending
        })
        .await;
        Held(self.clone())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.passed += 1;
        let next = state.passed;
        let waker = state.waiting.remove(&next);
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
