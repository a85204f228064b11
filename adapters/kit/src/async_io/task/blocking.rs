use std::{
    fmt, mem,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use anyrt_traits::task::{JoinError, JoinHandle};

use crate::{
    life::{Interrupt, Lifetime, Work},
    task::{QuietDrop, TaskOutput, quietly},
};

/// Runs `closure` on the thread pool of the `blocking` crate.
///
/// What is queued when `lifetime` ends is dropped; what runs then runs to its end.
///
/// # Errors
///
/// The handle gives the closure's panic, or says that it was cancelled before it ran.
///
/// # Cancel safety
///
/// Runs on: dropping the handle lets the closure run.
pub fn spawn_blocking<F, T>(lifetime: &Lifetime, closure: F) -> BlockingHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    spawn(lifetime, closure, None)
}

/// As [`spawn_blocking`], with the waker of `cx` left before the closure is queued.
///
/// # Errors
///
/// As [`spawn_blocking`].
///
/// # Cancel safety
///
/// Runs on: dropping the handle lets the closure run.
pub fn begin_blocking<F, T>(
    lifetime: &Lifetime,
    cx: &Context<'_>,
    closure: F,
) -> (BlockingHandle<T>, Poll<Result<T, JoinError>>)
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let handle = spawn(lifetime, closure, Some(cx.waker().clone()));
    (handle, Poll::Pending)
}

fn spawn<F, T>(lifetime: &Lifetime, closure: F, waker: Option<Waker>) -> BlockingHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let job = Arc::new(Job {
        state: Mutex::new(State::Queued(QuietDrop::new(closure), waker)),
    });
    let running = job.clone();
    let Some(scope) = lifetime.scope() else {
        blocking::unblock(move || running.run()).detach();
        return BlockingHandle { job: Some(job) };
    };
    let member: Arc<dyn Interrupt> = job.clone();
    let Some(membership) = scope.join(Arc::downgrade(&member)) else {
        Job::cancel(&job);
        return BlockingHandle { job: Some(job) };
    };
    let scope = scope.clone();
    let run = move || {
        let working = scope.working(Work::Closure);
        running.run();
        drop(membership);
        drop(working);
    };
    blocking::unblock(run).detach();
    BlockingHandle { job: Some(job) }
}

/// A closure on its way through the pool.
struct Job<F, T> {
    state: Mutex<State<F, T>>,
}

enum State<F, T> {
    Queued(QuietDrop<F>, Option<Waker>),
    Running(Option<Waker>),
    /// `None`: it was cancelled before it ran.
    Finished(Option<TaskOutput<T>>),
    Taken,
}

impl<F: FnOnce() -> T, T> Job<F, T> {
    fn lock(&self) -> MutexGuard<'_, State<F, T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the closure unless it was cancelled, and wakes who waits.
    fn run(self: Arc<Self>) {
        let mut state = self.lock();
        let closure = match mem::replace(&mut *state, State::Running(None)) {
            State::Queued(closure, waker) => {
                *state = State::Running(waker);
                closure
            }
            other => {
                *state = other;
                return;
            }
        };
        drop(state);
        let output = closure.into_inner().map(TaskOutput::of);
        let before = mem::replace(&mut *self.lock(), State::Finished(output));
        // Who waits frees what it allocated, if it is not faster than the rest of this.
        drop(self);
        if let State::Running(Some(waker)) = before {
            quietly(|| waker.wake());
        }
    }

    /// Drops the closure if it has not started.
    fn cancel(&self) {
        let mut state = self.lock();
        if !matches!(*state, State::Queued(..)) {
            return;
        }
        let before = mem::replace(&mut *state, State::Finished(None));
        drop(state);
        let State::Queued(closure, waker) = before else {
            return;
        };
        drop(closure);
        if let Some(waker) = waker {
            quietly(|| waker.wake());
        }
    }
}

impl<F: FnOnce() -> T + Send, T: Send> Interrupt for Job<F, T> {
    fn interrupt(&self) {
        Self::cancel(self);
    }
}

fn is_woken_by(waiting: &Option<Waker>, cx: &Context<'_>) -> bool {
    waiting
        .as_ref()
        .is_some_and(|waker| waker.will_wake(cx.waker()))
}

/// A [`Job`], whatever its closure is.
trait Joinable<T>: Send + Sync {
    fn poll(&self, cx: &mut Context<'_>) -> Poll<Result<T, JoinError>>;
    fn cancel(&self);
    fn is_finished(&self) -> bool;
    /// Forgets the waker of who waited.
    fn leave(&self);
}

impl<F: FnOnce() -> T + Send, T: Send> Joinable<T> for Job<F, T> {
    fn poll(&self, cx: &mut Context<'_>) -> Poll<Result<T, JoinError>> {
        let mut waker = None;
        loop {
            let mut state = self.lock();
            match &mut *state {
                State::Queued(_, waiting) | State::Running(waiting) => {
                    if waker.is_some() {
                        mem::swap(waiting, &mut waker);
                    } else if !is_woken_by(waiting, cx) {
                        // Wakers are cloned and dropped outside of the lock.
                        drop(state);
                        waker = Some(cx.waker().clone());
                        continue;
                    }
                    drop(state);
                    return Poll::Pending;
                }
                State::Finished(output) => {
                    let output = output.take();
                    *state = State::Taken;
                    drop(state);
                    return Poll::Ready(
                        output.map_or_else(|| Err(JoinError::cancelled()), TaskOutput::into_result),
                    );
                }
                State::Taken => return Poll::Ready(Err(JoinError::consumed())),
            }
        }
    }

    fn cancel(&self) {
        Self::cancel(self);
    }

    fn is_finished(&self) -> bool {
        matches!(*self.lock(), State::Finished(_) | State::Taken)
    }

    fn leave(&self) {
        let waker = match &mut *self.lock() {
            State::Queued(_, waker) | State::Running(waker) => waker.take(),
            State::Finished(_) | State::Taken => None,
        };
        drop(waker);
    }
}

/// Waits for a blocking closure; see [`JoinHandle`].
///
/// # Cancel safety
///
/// Runs on: dropping the handle lets the closure run.
pub struct BlockingHandle<T> {
    job: Option<Arc<dyn Joinable<T>>>,
}

impl<T> Future for BlockingHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(job) = &self.job else {
            return Poll::Ready(Err(JoinError::consumed()));
        };
        let polled = job.poll(cx);
        if polled.is_ready() {
            self.job = None;
        }
        polled
    }
}

impl<T> JoinHandle<T> for BlockingHandle<T> {
    fn abort(&self) {
        if let Some(job) = &self.job {
            job.cancel();
        }
    }

    fn is_finished(&self) -> bool {
        self.job.as_ref().is_none_or(|job| job.is_finished())
    }

    fn detach(self) {}
}

impl<T> Drop for BlockingHandle<T> {
    fn drop(&mut self) {
        if let Some(job) = &self.job {
            job.leave();
        }
    }
}

impl<T> fmt::Debug for BlockingHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingHandle").finish_non_exhaustive()
    }
}
