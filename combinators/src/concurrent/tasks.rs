//! The same with each future as a task.

use std::{
    fmt,
    num::NonZeroUsize,
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::task::Spawn;
use futures_util::Stream;
use pin_project_lite::pin_project;

use super::buffered::{Ordered, Unordered, ordered, unordered};
use crate::task::AbortOnDrop;

/// Runs the futures of a stream as tasks, at most `bound` at a time, and gives their outputs as they come.
///
/// Tasks run whether or not the stream is polled; only the next ones are started by a poll. They are
/// aborted when the whole is dropped, each at its next suspension.
///
/// # Errors
///
/// An output is a `Result`: a task that panicked, or was dropped by its runtime's shutdown, gives a
/// [`JoinError`](anyrt_traits::task::JoinError) in its turn.
///
/// # Examples
///
/// ```
/// use std::num::NonZeroUsize;
/// use anyrt_combinators::concurrent;
/// use anyrt_traits::{Runtime, task::JoinError};
/// use futures_util::stream;
///
/// async fn run<R: Runtime, F>(rt: &R, jobs: Vec<F>) -> Result<(), JoinError>
/// where
///     F: Future<Output = String> + Send + 'static,
/// {
///     let four = NonZeroUsize::new(4).expect("it is not zero");
///     concurrent::unordered_tasks(rt.clone(), stream::iter(jobs), four)
///         .try_for_each(async |line| line.map(|line| assert!(!line.is_empty())))
///         .await
/// }
/// ```
pub fn unordered_tasks<S, St, F>(
    spawner: S,
    stream: St,
    bound: NonZeroUsize,
) -> UnorderedTasks<S, St>
where
    S: Spawn,
    St: Stream<Item = F>,
    F: Future<Output: Send + 'static> + Send + 'static,
{
    unordered(SpawnEach { spawner, stream }, bound)
}

/// Runs the futures of a stream as tasks, at most `bound` at a time, and gives their outputs in the
/// stream's order.
///
/// See [`unordered_tasks`].
///
/// # Errors
///
/// As with [`unordered_tasks`].
pub fn ordered_tasks<S, St, F>(spawner: S, stream: St, bound: NonZeroUsize) -> OrderedTasks<S, St>
where
    S: Spawn,
    St: Stream<Item = F>,
    F: Future<Output: Send + 'static> + Send + 'static,
{
    ordered(SpawnEach { spawner, stream }, bound)
}

/// The stream of [`unordered_tasks`].
pub type UnorderedTasks<S, St> = Unordered<SpawnEach<S, St>>;

/// The stream of [`ordered_tasks`].
pub type OrderedTasks<S, St> = Ordered<SpawnEach<S, St>>;

pin_project! {
    /// A stream of tasks, each started when it is taken.
    #[must_use = "streams do nothing unless polled"]
    pub struct SpawnEach<S, St> {
        spawner: S,
        #[pin]
        stream: St,
    }
}

impl<S, St, F> Stream for SpawnEach<S, St>
where
    S: Spawn,
    St: Stream<Item = F>,
    F: Future<Output: Send + 'static> + Send + 'static,
{
    type Item = AbortOnDrop<F::Output, S::JoinHandle<F::Output>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.project();
        let spawner = this.spawner;
        this.stream
            .poll_next(cx)
            .map(|future| future.map(|future| AbortOnDrop::new(spawner.spawn(future))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.size_hint()
    }
}

impl<S, St> fmt::Debug for SpawnEach<S, St> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpawnEach").finish_non_exhaustive()
    }
}
