use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use async_task::{FallibleTask, Task};

use super::AbortableTask;
use crate::task::TaskOutput;

/// A task of an executor that runs it on any of its threads.
pub struct ExecutorTask<T>(FallibleTask<TaskOutput<T>>);

/// A task of an executor that runs it on one thread.
pub struct LocalTask<T>(FallibleTask<TaskOutput<T>>);

/// Implements what both have; the future that cancels is boxed, and made only to cancel.
macro_rules! executor_task {
    ($name:ident, [$($bound:tt)*], $cancel:ty) => {
        impl<T> From<Task<TaskOutput<T>>> for $name<T> {
            fn from(task: Task<TaskOutput<T>>) -> Self {
                Self(task.fallible())
            }
        }

        impl<T> Unpin for $name<T> {}

        impl<T> Future for $name<T> {
            type Output = Option<TaskOutput<T>>;

            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                Pin::new(&mut self.0).poll(cx)
            }
        }

        impl<T: $($bound)*> AbortableTask<T> for $name<T> {
            type Cancel = Pin<Box<$cancel>>;

            fn cancel(self) -> Self::Cancel {
                Box::pin(self.0.cancel())
            }

            fn detach(self) {
                self.0.detach();
            }

            fn finished_now(&self) -> Option<bool> {
                Some(self.0.is_finished())
            }

            fn ask_finished(&mut self) -> (bool, Option<Waker>) {
                // It takes no poll.
                (self.0.is_finished(), None)
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

executor_task!(
    ExecutorTask,
    [Send + 'static],
    dyn Future<Output = Option<TaskOutput<T>>> + Send
);
executor_task!(
    LocalTask,
    ['static],
    dyn Future<Output = Option<TaskOutput<T>>>
);
