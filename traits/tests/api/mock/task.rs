use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use anyrt_traits::task::{JoinError, Spawn};

use super::handle::{Handle, Shared};

type BoxTask = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Runs tasks on the thread of the test, when it is told to.
#[derive(Clone, Default)]
pub(crate) struct Tasks(Arc<Mutex<Vec<BoxTask>>>);

impl Tasks {
    /// Polls every task until no poll completes or starts one.
    pub(crate) fn run(&self) {
        loop {
            let tasks = std::mem::take(&mut *self.lock());
            let before = tasks.len();
            let mut cx = Context::from_waker(Waker::noop());
            let mut pending = Vec::new();
            for mut task in tasks {
                if task.as_mut().poll(&mut cx).is_pending() {
                    pending.push(task);
                }
            }
            let mut tasks = self.lock();
            let done = before == pending.len() && tasks.is_empty();
            tasks.append(&mut pending);
            if done {
                return;
            }
        }
    }

    /// Tells how many tasks are not over.
    pub(crate) fn count(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<BoxTask>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spawn for Tasks {
    type JoinHandle<T: Send + 'static> = Handle<T>;

    fn spawn<F>(&self, future: F) -> Handle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let shared = Shared::new();
        let task = Task {
            future: Some(Box::pin(future)),
            shared: shared.clone(),
        };
        self.lock().push(Box::pin(task));
        Handle(shared)
    }
}

/// Keeps panics inside, of polls and of destructors.
struct Task<F: Future> {
    future: Option<Pin<Box<F>>>,
    shared: Arc<Shared<F::Output>>,
}

impl<F: Future> Future for Task<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let aborted = self.shared.is_aborted();
        let Some(future) = &mut self.future else {
            return Poll::Ready(());
        };
        let result = if aborted {
            Err(JoinError::cancelled())
        } else {
            match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(output)) => Ok(output),
                Err(payload) => Err(JoinError::panicked(payload)),
            }
        };
        let future = self.future.take();
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(future)));
        self.shared.finish(match (result, dropped) {
            (Err(error), _) if error.is_panic() => Err(error),
            (_, Err(payload)) => Err(JoinError::panicked(payload)),
            (result, Ok(())) => result,
        });
        Poll::Ready(())
    }
}
