use std::{
    any::Any,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use super::{
    AnyJoinHandle,
    join_handle::DynJoinHandle,
    outcome::{BoxOutcome, Outcome},
};
use crate::{
    any::{AnyRuntime, parts::Part},
    task::Spawn,
};

pub(in crate::any) trait DynSpawn: Part {
    fn spawn_task(&self, task: Task) -> Box<dyn DynJoinHandle>;
}

impl<S: Spawn + Send + Sync> DynSpawn for S {
    fn spawn_task(&self, task: Task) -> Box<dyn DynJoinHandle> {
        Box::new(self.spawn(task))
    }
}

impl Spawn for AnyRuntime {
    type JoinHandle<T: Send + 'static> = AnyJoinHandle<T>;

    fn spawn<F>(&self, future: F) -> AnyJoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let task = Task {
            stage: Some(Box::pin(Stage::Running { future })),
        };
        AnyJoinHandle::new(self.parts.spawn.spawn_task(task))
    }
}

/// What the runtime inside polls: gives its own box as the output, once the output is in it.
pub(in crate::any) struct Task {
    stage: Option<Pin<Box<dyn RunningFuture>>>,
}

impl Future for Task {
    type Output = BoxOutcome;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<BoxOutcome> {
        // Stays in its place while it is polled: if that panics, its destructor runs when the runtime
        // drops the task, not in the unwinding.
        if let Some(stage) = &mut self.stage {
            ready!(stage.as_mut().poll_stage(cx));
        }
        match self.stage.take() {
            Some(stage) => Poll::Ready(stage),
            None => panic!("a task was polled after it completed"),
        }
    }
}

trait RunningFuture: Outcome {
    fn poll_stage(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()>;
}

pin_project! {
    /// A future, and in the same place, later, its output.
    #[project = StageProjection]
    enum Stage<F: Future> {
        Running { #[pin] future: F },
        Done { output: Option<F::Output> },
    }
}

impl<F> RunningFuture for Stage<F>
where
    F: Future + Send,
    F::Output: Send + 'static,
{
    fn poll_stage(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if let StageProjection::Running { future } = self.as_mut().project() {
            let output = Some(ready!(future.poll(cx)));
            self.set(Self::Done { output });
        }
        Poll::Ready(())
    }
}

impl<F> Outcome for Stage<F>
where
    F: Future + Send,
    F::Output: Send + 'static,
{
    fn take(self: Pin<&mut Self>, into: &mut dyn Any) {
        if let StageProjection::Done { output } = self.project()
            && let Some(into) = into.downcast_mut()
        {
            *into = output.take();
        }
    }
}
