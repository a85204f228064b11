use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_traits::task::{JoinError, JoinHandle};

/// Aborts a task when it is dropped, rather than detach it.
///
/// It waits for the task as its handle does. The task's future is dropped at its next suspension, so it
/// may outlive this for a moment: to wait until it is gone, call `abort` and await.
///
/// # Errors
///
/// Those of the handle.
///
/// # Cancel safety
///
/// Lossy: dropping it aborts the task. Awaiting it by `&mut` is cancel safe.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::task::AbortOnDrop;
/// use anyrt_traits::Runtime;
///
/// async fn with_heartbeat<R: Runtime>(
///     rt: &R,
///     heartbeat: impl Future<Output = ()> + Send + 'static,
///     work: impl Future<Output = u64>,
/// ) -> u64 {
///     let _heartbeat = AbortOnDrop::new(rt.spawn(heartbeat));
///     work.await
/// }
/// ```
#[must_use = "dropping it aborts the task"]
pub struct AbortOnDrop<T, H: JoinHandle<T>> {
    /// Present until it is taken out.
    handle: Option<H>,
    output: PhantomData<fn() -> T>,
}

impl<T, H: JoinHandle<T>> AbortOnDrop<T, H> {
    /// Takes charge of a task.
    pub const fn new(handle: H) -> Self {
        Self {
            handle: Some(handle),
            output: PhantomData,
        }
    }

    /// Gives the handle back; the task is not aborted then.
    pub fn into_inner(mut self) -> H {
        match self.handle.take() {
            Some(handle) => handle,
            None => unreachable!("only this and `detach` take it, and both consume"),
        }
    }
}

impl<T, H: JoinHandle<T>> Future for AbortOnDrop<T, H> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.handle {
            Some(handle) => Pin::new(handle).poll(cx),
            None => Poll::Ready(Err(JoinError::consumed())),
        }
    }
}

impl<T, H: JoinHandle<T>> JoinHandle<T> for AbortOnDrop<T, H> {
    fn abort(&self) {
        if let Some(handle) = &self.handle {
            handle.abort();
        }
    }

    fn is_finished(&self) -> bool {
        self.handle.as_ref().is_none_or(JoinHandle::is_finished)
    }

    fn detach(mut self) {
        if let Some(handle) = self.handle.take() {
            handle.detach();
        }
    }
}

impl<T, H: JoinHandle<T>> Drop for AbortOnDrop<T, H> {
    fn drop(&mut self) {
        self.abort();
    }
}

impl<T, H: JoinHandle<T>> fmt::Debug for AbortOnDrop<T, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortOnDrop")
            .field("is_finished", &self.is_finished())
            .finish_non_exhaustive()
    }
}
