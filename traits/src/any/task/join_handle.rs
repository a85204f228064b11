use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::outcome::BoxOutcome;
use crate::task::{JoinError, JoinHandle};

pub(in crate::any) trait DynJoinHandle: Send + Sync {
    fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Result<BoxOutcome, JoinError>>;
    fn abort_task(&self);
    fn has_finished(&self) -> bool;
    fn detach_task(self: Box<Self>);
}

impl<H: JoinHandle<BoxOutcome> + Send + Sync> DynJoinHandle for H {
    fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Result<BoxOutcome, JoinError>> {
        Pin::new(self).poll(cx)
    }

    fn abort_task(&self) {
        self.abort();
    }

    fn has_finished(&self) -> bool {
        self.is_finished()
    }

    fn detach_task(self: Box<Self>) {
        (*self).detach();
    }
}

/// The handle to a task or a blocking closure of an [`AnyRuntime`](crate::AnyRuntime).
///
/// # Errors
///
/// The [`JoinError`] of the runtime inside.
///
/// # Cancel safety
///
/// Runs on: dropping the handle detaches the task. Awaiting it by `&mut` is cancel safe.
pub struct AnyJoinHandle<T> {
    inner: Box<dyn DynJoinHandle>,
    output: PhantomData<fn() -> T>,
}

impl<T> AnyJoinHandle<T> {
    pub(super) const fn new(inner: Box<dyn DynJoinHandle>) -> Self {
        Self {
            inner,
            output: PhantomData,
        }
    }
}

impl<T: Send + 'static> Future for AnyJoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut outcome = ready!(self.get_mut().inner.poll_outcome(cx))?;
        let mut output: Option<T> = None;
        outcome.as_mut().take(&mut output);
        Poll::Ready(output.ok_or_else(JoinError::consumed))
    }
}

impl<T: Send + 'static> JoinHandle<T> for AnyJoinHandle<T> {
    fn abort(&self) {
        self.inner.abort_task();
    }

    fn is_finished(&self) -> bool {
        self.inner.has_finished()
    }

    fn detach(self) {
        self.inner.detach_task();
    }
}

impl<T> fmt::Debug for AnyJoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyJoinHandle")
            .field("is_finished", &self.inner.has_finished())
            .finish_non_exhaustive()
    }
}
