use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use anyrt_traits::task::{JoinError, JoinHandle};

/// What a task and its handle share.
pub(crate) struct Shared<T>(Mutex<State<T>>);

struct State<T> {
    aborted: bool,
    taken: bool,
    result: Option<Result<T, JoinError>>,
    waker: Option<Waker>,
}

impl<T> Shared<T> {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(State {
            aborted: false,
            taken: false,
            result: None,
            waker: None,
        })))
    }

    pub(super) fn is_aborted(&self) -> bool {
        self.lock().aborted
    }

    pub(super) fn finish(&self, result: Result<T, JoinError>) {
        let waker = {
            let mut state = self.lock();
            state.result = Some(result);
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The mock's join handle, of tasks and of closures.
pub(crate) struct Handle<T>(pub(super) Arc<Shared<T>>);

impl<T> Future for Handle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.0.lock();
        if state.taken {
            return Poll::Ready(Err(JoinError::consumed()));
        }
        if let Some(result) = state.result.take() {
            state.taken = true;
            return Poll::Ready(result);
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl<T: Send + 'static> JoinHandle<T> for Handle<T> {
    fn abort(&self) {
        self.0.lock().aborted = true;
    }

    fn is_finished(&self) -> bool {
        let state = self.0.lock();
        state.taken || state.result.is_some()
    }

    fn detach(self) {}
}
