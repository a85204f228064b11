use std::{error::Error, fmt, sync::Arc};

use anyrt_adapter_kit::task::{Guarded, QuietDrop};
use anyrt_traits::task::Spawn;
use tokio::runtime::Handle;

use crate::{TokioJoinHandle, capabilities::capabilities, shared::Shared};

/// A handle to a tokio runtime, of either kind: the runtime that a [`Tokio`](crate::Tokio) owns, or one
/// that the application started by tokio's own means.
///
/// It is cheap to clone, works from any thread outside of tokio's context, and does not keep the runtime
/// alive.
#[derive(Clone)]
pub struct TokioHandle {
    shared: Arc<Shared>,
}

impl TokioHandle {
    /// Joins the runtime that the calling code runs on.
    ///
    /// # Errors
    ///
    /// [`NoRuntime`] outside of any tokio runtime.
    pub fn try_current() -> Result<Self, NoRuntime> {
        match Handle::try_current() {
            Ok(handle) => Ok(handle.into()),
            Err(_) => Err(NoRuntime(())),
        }
    }

    /// Joins the runtime that the calling code runs on.
    ///
    /// # Panics
    ///
    /// Outside of any tokio runtime; [`try_current`](Self::try_current) does not.
    #[must_use]
    #[track_caller]
    pub fn current() -> Self {
        match Self::try_current() {
            Ok(handle) => handle,
            Err(error) => panic!("{error}"),
        }
    }

    pub(crate) const fn from_shared(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Returns tokio's own handle.
    #[must_use]
    pub fn get_ref(&self) -> &Handle {
        &self.shared.handle
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }
}

/// Joins a runtime whose input, output and timers are enabled.
///
/// It is shut down by its owner, not by anyrt: see there for what becomes of pending operations.
impl From<Handle> for TokioHandle {
    fn from(handle: Handle) -> Self {
        Self::from_shared(Shared::joined(handle))
    }
}

impl Spawn for TokioHandle {
    type JoinHandle<T: Send + 'static> = TokioJoinHandle<T>;

    fn spawn<F>(&self, future: F) -> TokioJoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        if self.shared.is_closed() {
            drop(QuietDrop::new(future));
            return TokioJoinHandle::cancelled();
        }
        let future = Guarded::new(self.shared.id(), future);
        TokioJoinHandle::new(self.shared.handle.spawn(future))
    }
}

capabilities!(TokioHandle);

impl fmt::Debug for TokioHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokioHandle").finish_non_exhaustive()
    }
}

/// Says that [`TokioHandle::try_current`] was called outside of any tokio runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRuntime(());

impl fmt::Display for NoRuntime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this code does not run on a tokio runtime; make one with `Tokio::new`")
    }
}

impl Error for NoRuntime {}
