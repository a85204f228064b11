//! Handles to tasks of `async-task`, and to blocking closures.

mod blocking;
mod executor_task;
mod handle;

pub use blocking::{BlockingHandle, begin_blocking, spawn_blocking};
pub use executor_task::{ExecutorTask, LocalTask};
pub use handle::{AbortableTask, TaskHandle};
