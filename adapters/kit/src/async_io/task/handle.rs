use std::{
    fmt, mem,
    pin::Pin,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker, ready},
    thread::{self, ThreadId},
};

use anyrt_traits::task::{JoinError, JoinHandle};

use crate::{
    life::Lifetime,
    task::{ForeignWaker, TaskOutput, quietly},
};

/// A task of an executor, as this module needs it: the future gives `None` if the task was cancelled.
pub trait AbortableTask<T>: Future<Output = Option<TaskOutput<T>>> + Unpin + Sized {
    /// The future that cancels, and waits until the task's future is dropped.
    type Cancel: Future<Output = Option<TaskOutput<T>>> + Unpin;

    /// Cancels the task at the first poll.
    ///
    /// # Cancel safety
    ///
    /// Runs on: once polled, the task is cancelled whether or not anybody waits for it.
    fn cancel(self) -> Self::Cancel;

    /// Lets the task run on.
    fn detach(self);

    /// Tells whether the future would give its result at once, if that can be told without touching a
    /// waker.
    fn finished_now(&self) -> Option<bool>;

    /// Tells whether the future would give its result at once.
    ///
    /// If it took a poll to see that, nobody else may come to wake who waits: the waker that the last
    /// poll left is given back, to be woken.
    fn ask_finished(&mut self) -> (bool, Option<Waker>);
}

/// Waits for a task whose executor is built on async-task; see [`JoinHandle`].
///
/// # Errors
///
/// The task's panic, or that it was cancelled, or that the handle has given its result before.
///
/// # Cancel safety
///
/// Runs on: dropping the handle detaches the task.
pub struct TaskHandle<T, K: AbortableTask<T>> {
    state: Mutex<State<T, K>>,
    /// async-task aborts the process if the waker of who waits panics.
    waker: ForeignWaker,
}

enum State<T, K: AbortableTask<T>> {
    Running(K),
    /// Cancelling is a future of its own, with the waker of who waits for it.
    Aborting(K::Cancel, Option<Waker>),
    Finished(Option<TaskOutput<T>>),
    /// The runtime had shut down before.
    Cancelled,
    Taken,
    /// A call on that thread has the state in its hands, outside of the lock; another one asked to abort,
    /// or none.
    Busy(ThreadId, Request),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Request {
    None,
    Abort,
}

impl<T, K: AbortableTask<T>> State<T, K> {
    fn abort(self) -> Self {
        let Self::Running(task) = self else {
            return self;
        };
        let mut cancel = task.cancel();
        // The first poll cancels. It also wakes a task that awaits this handle, which then polls, and so
        // leaves its own waker in place of this one.
        match Pin::new(&mut cancel).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => Self::Finished(output),
            Poll::Pending => Self::Aborting(cancel, None),
        }
    }

    /// Tells whether the handle would give its result at once, and whom to wake once the state is back in
    /// its place.
    fn ask_finished(self) -> (Self, (bool, Option<Waker>)) {
        match self {
            Self::Running(mut task) => {
                let answer = task.ask_finished();
                (Self::Running(task), answer)
            }
            Self::Aborting(mut cancel, waker) => {
                // Only a poll can tell, by the waker that waits already, so that it is not lost.
                let cx = &mut Context::from_waker(waker.as_ref().unwrap_or(Waker::noop()));
                match Pin::new(&mut cancel).poll(cx) {
                    Poll::Ready(output) => (Self::Finished(output), (true, waker)),
                    Poll::Pending => (Self::Aborting(cancel, waker), (false, None)),
                }
            }
            Self::Busy(..) => (self, (false, None)),
            Self::Finished(_) | Self::Cancelled | Self::Taken => (self, (true, None)),
        }
    }
}

impl<T, K: AbortableTask<T>> TaskHandle<T, K> {
    /// Makes the handle to a task.
    pub const fn new(task: K) -> Self {
        Self::from_state(State::Running(task))
    }

    /// Makes a handle that says that the task was cancelled.
    #[must_use]
    pub const fn cancelled() -> Self {
        Self::from_state(State::Cancelled)
    }

    const fn from_state(state: State<T, K>) -> Self {
        Self {
            state: Mutex::new(state),
            waker: ForeignWaker::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T, K>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state outside of the lock, since it may call wakers; `None` if another call is at it.
    fn change<R>(
        &self,
        request: Request,
        change: impl FnOnce(State<T, K>) -> (State<T, K>, R),
    ) -> Option<R> {
        let mut state = self.lock();
        if let State::Busy(_, requested) = &mut *state {
            if request == Request::Abort {
                *requested = Request::Abort;
            }
            return None;
        }
        let this_thread = thread::current().id();
        let before = mem::replace(&mut *state, State::Busy(this_thread, Request::None));
        drop(state);
        let (mut next, result) = change(before);
        loop {
            let mut state = self.lock();
            if !matches!(*state, State::Busy(_, Request::Abort)) {
                *state = next;
                return Some(result);
            }
            *state = State::Busy(this_thread, Request::None);
            drop(state);
            next = next.abort();
        }
    }
}

// Tasks and the futures that cancel them are `Unpin`; outputs are never pinned.
impl<T, K: AbortableTask<T>> Unpin for TaskHandle<T, K> {}

impl<T, K: AbortableTask<T>> Future for TaskHandle<T, K> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { state, waker } = &mut *self;
        let state = state.get_mut().unwrap_or_else(PoisonError::into_inner);
        let cx = &mut Context::from_waker(waker.guard(&Lifetime::GLOBAL, cx.waker()));
        let output = match state {
            State::Running(task) => ready!(Pin::new(task).poll(cx)),
            State::Aborting(cancel, waits) => {
                let polled = Pin::new(cancel).poll(cx);
                if polled.is_pending() {
                    *waits = Some(cx.waker().clone());
                }
                ready!(polled)
            }
            State::Finished(output) => output.take(),
            State::Cancelled => None,
            State::Taken | State::Busy(..) => return Poll::Ready(Err(JoinError::consumed())),
        };
        *state = State::Taken;
        waker.clear();
        Poll::Ready(output.map_or_else(|| Err(JoinError::cancelled()), TaskOutput::into_result))
    }
}

impl<T, K: AbortableTask<T>> JoinHandle<T> for TaskHandle<T, K> {
    fn abort(&self) {
        self.change(Request::Abort, |state| (state.abort(), ()));
    }

    fn is_finished(&self) -> bool {
        loop {
            match &*self.lock() {
                State::Running(task) => {
                    if let Some(finished) = task.finished_now() {
                        return finished;
                    }
                }
                State::Finished(_) | State::Cancelled | State::Taken => return true,
                // A waker that is called while the state is changed asks.
                State::Busy(thread, _) if *thread == thread::current().id() => return false,
                State::Busy(..) | State::Aborting(..) => {}
            }
            if let Some((finished, waker)) = self.change(Request::None, State::ask_finished) {
                if let Some(waker) = waker {
                    quietly(|| waker.wake());
                }
                return finished;
            }
            thread::yield_now();
        }
    }

    fn detach(self) {}
}

impl<T, K: AbortableTask<T>> Drop for TaskHandle<T, K> {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let State::Running(task) = mem::replace(state, State::Taken) {
            task.detach();
        }
    }
}

impl<T, K: AbortableTask<T>> fmt::Debug for TaskHandle<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskHandle").finish_non_exhaustive()
    }
}
