use std::{error::Error, fmt};

use anyrt_traits::task::JoinError;

/// Says why a group was ended before all of its tasks were done.
#[derive(Debug)]
#[non_exhaustive]
pub enum TaskGroupError<E> {
    /// A task gave this error.
    Failed(E),
    /// A task panicked, or was dropped by its runtime's shutdown.
    Lost(JoinError),
}

impl<E> fmt::Display for TaskGroupError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Failed(_) => "a task of the group failed",
            Self::Lost(_) => "a task of the group gave no result",
        })
    }
}

impl<E: Error + 'static> Error for TaskGroupError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Lost(error) => Some(error),
        }
    }
}
