use std::{any::Any, mem, pin::Pin};

use super::{
    AnyJoinHandle,
    join_handle::DynJoinHandle,
    outcome::{BoxOutcome, Outcome},
};
use crate::{
    any::{AnyRuntime, parts::Part},
    task::SpawnBlocking,
};

pub(in crate::any) trait DynSpawnBlocking: Part {
    fn spawn_call(&self, call: Box<dyn Call>) -> Box<dyn DynJoinHandle>;
}

impl<S: SpawnBlocking + Send + Sync> DynSpawnBlocking for S {
    fn spawn_call(&self, mut call: Box<dyn Call>) -> Box<dyn DynJoinHandle> {
        Box::new(self.spawn_blocking(move || -> BoxOutcome {
            call.run();
            Box::into_pin(call)
        }))
    }
}

impl SpawnBlocking for AnyRuntime {
    type BlockingHandle<T: Send + 'static> = AnyJoinHandle<T>;

    fn spawn_blocking<F, T>(&self, closure: F) -> AnyJoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let call = Box::new(Stage::Waiting(closure));
        AnyJoinHandle::new(self.parts.spawn_blocking.spawn_call(call))
    }
}

pub(in crate::any) trait Call: Outcome {
    fn run(&mut self);
}

/// A closure, and in the same place, later, its output.
enum Stage<F, T> {
    Waiting(F),
    Done(Option<T>),
}

/// Nothing is pinned by it.
impl<F, T> Unpin for Stage<F, T> {}

impl<F: FnOnce() -> T + Send, T: Send + 'static> Call for Stage<F, T> {
    fn run(&mut self) {
        if let Self::Waiting(closure) = mem::replace(self, Self::Done(None)) {
            *self = Self::Done(Some(closure()));
        }
    }
}

impl<F: Send, T: Send + 'static> Outcome for Stage<F, T> {
    fn take(self: Pin<&mut Self>, into: &mut dyn Any) {
        if let Self::Done(output) = self.get_mut()
            && let Some(into) = into.downcast_mut()
        {
            *into = output.take();
        }
    }
}
