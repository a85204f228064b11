use std::{
    fmt,
    task::{Context, Poll, Waker},
};

use anyrt_traits::task::{JoinError, Spawn};
use futures_util::StreamExt;

use super::{TaskGroupError, child::child};
use crate::{set::FuturesUnordered, task::CancellationToken};

/// Runs tasks that end together.
///
/// The first that fails or panics cancels the rest. [`join`](Self::join) waits until the future of each is
/// dropped, so that whatever they held is free; dropping the group aborts them without waiting, each at
/// its next suspension. A group
/// that was cancelled, or in which a task failed, runs no further ones.
///
/// What tasks have to say besides an error goes through a channel.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::task::{TaskGroup, TaskGroupError};
/// use anyrt_traits::Runtime;
///
/// async fn serve<R, F>(rt: &R, listeners: Vec<F>) -> Result<(), TaskGroupError<std::io::Error>>
/// where
///     R: Runtime,
///     F: Future<Output = std::io::Result<()>> + Send + 'static,
/// {
///     let mut group = TaskGroup::new(rt.clone());
///     for listener in listeners {
///         group.spawn(listener);
///     }
///     group.join().await
/// }
/// ```
#[must_use = "dropping the group aborts its tasks"]
pub struct TaskGroup<S: Spawn, E: Send + 'static> {
    spawner: S,
    token: CancellationToken,
    handles: FuturesUnordered<S::JoinHandle<Result<(), E>>>,
    /// The first failure, until `join` gives it.
    failure: Option<TaskGroupError<E>>,
}

impl<S: Spawn, E: Send + 'static> TaskGroup<S, E> {
    /// Makes a group without tasks, which are started on `spawner`.
    pub fn new(spawner: S) -> Self {
        Self::with_token(spawner, CancellationToken::new())
    }

    /// Makes a group that is cancelled with `token`; the token is not cancelled with the group.
    pub fn new_under(spawner: S, token: &CancellationToken) -> Self {
        Self::with_token(spawner, token.child_token())
    }

    fn with_token(spawner: S, token: CancellationToken) -> Self {
        Self {
            spawner,
            token,
            handles: FuturesUnordered::new(),
            failure: None,
        }
    }

    /// Starts a task.
    ///
    /// If the group was cancelled the future is dropped without a poll. The handles of tasks that have
    /// ended are let go here, so a group may go on for ever.
    pub fn spawn<F>(&mut self, future: F)
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        self.let_go();
        let task = child(self.token.clone(), future);
        self.handles.push(self.spawner.spawn(task));
    }

    /// Cancels the tasks: each is dropped at its next suspension.
    ///
    /// That is no failure; `join` tells only of those before it.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// Returns the token that is cancelled with the group, for what should end with it and is no task.
    pub const fn token(&self) -> &CancellationToken {
        &self.token
    }

    /// Returns how many tasks were started and not yet seen to end.
    pub fn len(&self) -> usize {
        self.handles.len()
    }

    /// Tells whether no task is left.
    pub fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }

    /// Waits until the future of every task is dropped.
    ///
    /// # Errors
    ///
    /// The first failure, told when the last task is gone.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the group goes on, and a failure that was seen is kept for the next call.
    pub async fn join(&mut self) -> Result<(), TaskGroupError<E>> {
        while let Some(result) = self.handles.next().await {
            self.note(result);
        }
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Lets the handles of tasks that have ended go, without waiting.
    fn let_go(&mut self) {
        let mut cx = Context::from_waker(Waker::noop());
        while let Poll::Ready(Some(result)) = self.handles.poll_next_unpin(&mut cx) {
            self.note(result);
        }
    }

    fn note(&mut self, result: Result<Result<(), E>, JoinError>) {
        let failure = match result {
            Ok(Ok(())) => return,
            Ok(Err(error)) => TaskGroupError::Failed(error),
            Err(error) => TaskGroupError::Lost(error),
        };
        // A task that was dropped before its first poll has not done so itself.
        self.token.cancel();
        self.failure.get_or_insert(failure);
    }
}

impl<S: Spawn, E: Send + 'static> Drop for TaskGroup<S, E> {
    fn drop(&mut self) {
        // Each task waits for the token besides, so this reaches them all, those not yet polled too.
        self.token.cancel();
    }
}

impl<S: Spawn, E: Send + 'static> fmt::Debug for TaskGroup<S, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskGroup")
            .field("tasks", &self.len())
            .field("token", &self.token)
            .finish_non_exhaustive()
    }
}
