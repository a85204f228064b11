use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use anyrt_adapter_kit::{
    async_io::{AbortableTask, TaskHandle},
    task::TaskOutput,
};
use async_std::task::JoinHandle;

/// Waits for a task on async-std.
pub type AsyncStdJoinHandle<T> = TaskHandle<T, AsyncStdTask<T>>;

/// A task on async-std's global executor.
///
/// async-std's handle cannot tell whether the task has finished but by a poll, so what a poll gave is
/// kept here, with the waker of who waits.
///
/// # Cancel safety
///
/// Runs on: dropping it detaches the task.
pub struct AsyncStdTask<T> {
    handle: JoinHandle<TaskOutput<T>>,
    output: Option<TaskOutput<T>>,
    waker: Option<Waker>,
}

impl<T> AsyncStdTask<T> {
    pub(crate) const fn new(handle: JoinHandle<TaskOutput<T>>) -> Self {
        Self {
            handle,
            output: None,
            waker: None,
        }
    }
}

impl<T> Unpin for AsyncStdTask<T> {}

impl<T> Future for AsyncStdTask<T> {
    type Output = Option<TaskOutput<T>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(output) = self.output.take() {
            return Poll::Ready(Some(output));
        }
        let polled = Pin::new(&mut self.handle).poll(cx);
        let waker = cx.waker();
        if polled.is_pending() && !self.waker.as_ref().is_some_and(|old| old.will_wake(waker)) {
            self.waker = Some(waker.clone());
        }
        polled.map(Some)
    }
}

impl<T: Send + 'static> AbortableTask<T> for AsyncStdTask<T> {
    type Cancel = Pin<Box<dyn Future<Output = Option<TaskOutput<T>>> + Send>>;

    fn cancel(self) -> Self::Cancel {
        match self.output {
            Some(output) => Box::pin(std::future::ready(Some(output))),
            None => Box::pin(self.handle.cancel()),
        }
    }

    fn detach(self) {}

    fn finished_now(&self) -> Option<bool> {
        self.output.as_ref().map(|_| true)
    }

    fn ask_finished(&mut self) -> (bool, Option<Waker>) {
        if self.output.is_some() {
            return (true, None);
        }
        // By the waker that waits already, so that it is not lost.
        let cx = &mut Context::from_waker(self.waker.as_ref().unwrap_or(Waker::noop()));
        match Pin::new(&mut self.handle).poll(cx) {
            Poll::Ready(output) => {
                self.output = Some(output);
                (true, self.waker.take())
            }
            Poll::Pending => (false, None),
        }
    }
}

impl<T> fmt::Debug for AsyncStdTask<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncStdTask").finish_non_exhaustive()
    }
}
