use anyrt_adapter_kit::async_io::{ExecutorTask, LocalTask, TaskHandle};

/// Waits for a task on an executor of smol.
pub type SmolJoinHandle<T> = TaskHandle<T, ExecutorTask<T>>;

/// Waits for a task on a local executor of smol.
pub type SmolLocalJoinHandle<T> = TaskHandle<T, LocalTask<T>>;
