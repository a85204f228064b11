use std::{
    any::Any,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};

use anyrt_traits::task::JoinError;

use super::quiet::drop_quietly;

/// What a task leaves behind: its output, its panic, or nothing; nobody is hurt if nobody takes it.
pub struct TaskOutput<T>(Option<Result<T, Box<dyn Any + Send>>>);

impl<T> TaskOutput<T> {
    /// Wraps an output.
    pub const fn new(output: T) -> Self {
        Self(Some(Ok(output)))
    }

    /// Wraps the payload of a panic.
    pub const fn panicked(payload: Box<dyn Any + Send>) -> Self {
        Self(Some(Err(payload)))
    }

    /// Stands for the output of a task that was dropped.
    #[must_use]
    pub const fn cancelled() -> Self {
        Self(None)
    }

    /// Runs `closure` and keeps what comes of it.
    pub fn of(closure: impl FnOnce() -> T) -> Self {
        Self(Some(catch_unwind(AssertUnwindSafe(closure))))
    }

    /// Takes the output.
    ///
    /// # Errors
    ///
    /// The panic, or that the task was cancelled.
    pub fn into_result(mut self) -> Result<T, JoinError> {
        match self.0.take() {
            Some(Ok(output)) => Ok(output),
            Some(Err(payload)) => Err(JoinError::panicked(payload)),
            None => Err(JoinError::cancelled()),
        }
    }
}

impl<T> Drop for TaskOutput<T> {
    fn drop(&mut self) {
        if let Some(result) = self.0.take() {
            drop_quietly(result);
        }
    }
}

impl<T> fmt::Debug for TaskOutput<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskOutput").finish_non_exhaustive()
    }
}
