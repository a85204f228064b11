use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_adapter_kit::task::TaskOutput;
use anyrt_traits::task::{JoinError, JoinHandle};

type Handle<T> = tokio::task::JoinHandle<TaskOutput<T>>;

/// Waits for a task or a blocking closure on tokio; see [`JoinHandle`].
///
/// # Cancel safety
///
/// Runs on: dropping the handle detaches the task.
pub struct TokioJoinHandle<T> {
    state: State<T>,
}

enum State<T> {
    Running(Handle<T>),
    /// The runtime had shut down before.
    Cancelled,
    Taken,
}

impl<T> TokioJoinHandle<T> {
    pub(crate) const fn new(handle: Handle<T>) -> Self {
        let state = State::Running(handle);
        Self { state }
    }

    pub(crate) const fn cancelled() -> Self {
        let state = State::Cancelled;
        Self { state }
    }
}

// The output is never pinned, and lives in the task's own memory.
impl<T> Unpin for TokioJoinHandle<T> {}

impl<T> Future for TokioJoinHandle<T> {
    type Output = Result<T, JoinError>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let result = match &mut self.state {
            State::Running(handle) => match ready!(Pin::new(handle).poll(cx)) {
                Ok(output) => output.into_result(),
                Err(error) => Err(join_error(error)),
            },
            State::Cancelled => Err(JoinError::cancelled()),
            State::Taken => return Poll::Ready(Err(JoinError::consumed())),
        };
        self.state = State::Taken;
        Poll::Ready(result)
    }
}

#[cold]
fn join_error(error: tokio::task::JoinError) -> JoinError {
    match error.try_into_panic() {
        Ok(payload) => JoinError::panicked(payload),
        Err(_) => JoinError::cancelled(),
    }
}

impl<T> JoinHandle<T> for TokioJoinHandle<T> {
    fn abort(&self) {
        if let State::Running(handle) = &self.state {
            handle.abort();
        }
    }

    fn is_finished(&self) -> bool {
        match &self.state {
            State::Running(handle) => handle.is_finished(),
            State::Cancelled | State::Taken => true,
        }
    }

    fn detach(self) {}
}

impl<T> fmt::Debug for TokioJoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokioJoinHandle").finish_non_exhaustive()
    }
}
