use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

use anyrt_traits::task::{JoinError, JoinHandle, Spawn};

type BoxTask = Pin<Box<dyn Future<Output = ()> + Send>>;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs tasks on the thread of the test, when it is told to, and only those that were woken.
#[derive(Clone, Default)]
pub(crate) struct Tasks(Arc<Mutex<VecDeque<Arc<Cell>>>>);

struct Cell {
    task: Mutex<Option<BoxTask>>,
    is_queued: AtomicBool,
    queue: Tasks,
}

impl Tasks {
    /// Polls what was woken until nothing is.
    pub(crate) fn run(&self) {
        while self.run_one() {}
    }

    /// Polls one task that was woken, if there is one.
    pub(crate) fn run_one(&self) -> bool {
        let Some(cell) = lock(&self.0).pop_front() else {
            return false;
        };
        cell.is_queued.store(false, Ordering::SeqCst);
        let waker = Waker::from(cell.clone());
        let Some(mut task) = lock(&cell.task).take() else {
            return true;
        };
        if task
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
        {
            *lock(&cell.task) = Some(task);
        }
        true
    }

    /// Drops every task that waits for its turn, as a shutdown does.
    pub(crate) fn shut_down(&self) {
        let cells: Vec<_> = lock(&self.0).drain(..).collect();
        for cell in cells {
            let task = lock(&cell.task).take();
            drop(task);
        }
    }
}

impl Wake for Cell {
    fn wake(self: Arc<Self>) {
        if !self.is_queued.swap(true, Ordering::SeqCst) {
            lock(&self.queue.0).push_back(self.clone());
        }
    }
}

impl Spawn for Tasks {
    type JoinHandle<T: Send + 'static> = Handle<T>;

    fn spawn<F>(&self, future: F) -> Handle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let shared = Arc::new(Shared::default());
        let task: BoxTask = Box::pin(Task {
            future: Some(Box::pin(future)),
            shared: shared.clone(),
        });
        let cell = Arc::new(Cell {
            task: Mutex::new(Some(task)),
            is_queued: AtomicBool::new(false),
            queue: self.clone(),
        });
        let waker = Waker::from(cell);
        waker.wake_by_ref();
        lock(&shared.state).task = Some(waker);
        Handle(shared)
    }
}

struct Shared<T> {
    is_aborted: AtomicBool,
    state: Mutex<State<T>>,
}

struct State<T> {
    result: Option<Result<T, JoinError>>,
    is_taken: bool,
    awaiter: Option<Waker>,
    task: Option<Waker>,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self {
            is_aborted: AtomicBool::new(false),
            state: Mutex::new(State {
                result: None,
                is_taken: false,
                awaiter: None,
                task: None,
            }),
        }
    }
}

/// The future, and a guard that tells the handle what became of it.
struct Task<F: Future> {
    future: Option<Pin<Box<F>>>,
    shared: Arc<Shared<F::Output>>,
}

impl<F: Future> Task<F> {
    /// Drops the future, and only then resolves the handle.
    fn finish(&mut self, result: Result<F::Output, JoinError>) {
        let future = self.future.take();
        drop(future);
        let mut state = lock(&self.shared.state);
        state.result = Some(result);
        let wakers = (state.awaiter.take(), state.task.take());
        drop(state);
        if let Some(awaiter) = wakers.0 {
            awaiter.wake();
        }
    }
}

impl<F: Future> Future for Task<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.shared.is_aborted.load(Ordering::SeqCst) {
            self.finish(Err(JoinError::cancelled()));
            return Poll::Ready(());
        }
        let future = self.future.as_mut().expect("it is not over");
        let result = match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => Ok(output),
            Err(payload) => Err(JoinError::panicked(payload)),
        };
        self.finish(result);
        Poll::Ready(())
    }
}

impl<F: Future> Drop for Task<F> {
    fn drop(&mut self) {
        if self.future.is_some() {
            self.finish(Err(JoinError::cancelled()));
        }
    }
}

/// The handle to a task.
pub(crate) struct Handle<T>(Arc<Shared<T>>);

impl<T> Future for Handle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let waker = cx.waker().clone();
        let mut state = lock(&self.0.state);
        if state.is_taken {
            return Poll::Ready(Err(JoinError::consumed()));
        }
        if let Some(result) = state.result.take() {
            state.is_taken = true;
            return Poll::Ready(result);
        }
        state.awaiter = Some(waker);
        Poll::Pending
    }
}

impl<T: Send + 'static> JoinHandle<T> for Handle<T> {
    fn abort(&self) {
        self.0.is_aborted.store(true, Ordering::SeqCst);
        let task = lock(&self.0.state).task.clone();
        if let Some(task) = task {
            task.wake();
        }
    }

    fn is_finished(&self) -> bool {
        let state = lock(&self.0.state);
        state.is_taken || state.result.is_some()
    }

    fn detach(self) {}
}
