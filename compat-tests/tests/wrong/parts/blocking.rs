use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use anyrt_traits::{
    AnyRuntime,
    any::AnyJoinHandle,
    task::{JoinError, JoinHandle, SpawnBlocking},
};

use crate::fault::Fault;

pub(crate) struct WrongBlocking {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl SpawnBlocking for WrongBlocking {
    type BlockingHandle<T: Send + 'static> = WrongBlockingHandle<T>;

    fn spawn_blocking<F, T>(&self, closure: F) -> WrongBlockingHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let is_dropped = Arc::new(AtomicBool::new(false));
        let dropped = is_dropped.clone();
        let inner = self
            .rt
            .spawn_blocking(move || (!dropped.load(Ordering::SeqCst)).then(closure));
        WrongBlockingHandle {
            inner: Some(inner),
            fault: self.fault,
            is_dropped,
            is_aborted: AtomicBool::new(false),
        }
    }
}

pub(crate) struct WrongBlockingHandle<T: Send + 'static> {
    inner: Option<AnyJoinHandle<Option<T>>>,
    fault: Fault,
    is_dropped: Arc<AtomicBool>,
    is_aborted: AtomicBool,
}

impl<T: Send + 'static> WrongBlockingHandle<T> {
    fn inner(&self) -> &AnyJoinHandle<Option<T>> {
        self.inner.as_ref().expect("only detaching takes it")
    }
}

impl<T: Send + 'static> Future for WrongBlockingHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let is_aborted = self.is_aborted.load(Ordering::SeqCst);
        let inner = self.inner.as_mut().expect("only detaching takes it");
        Pin::new(inner).poll(cx).map(|result| match result {
            Ok(_) if is_aborted => Err(JoinError::cancelled()),
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(JoinError::cancelled()),
            Err(error) => Err(error),
        })
    }
}

impl<T: Send + 'static> JoinHandle<T> for WrongBlockingHandle<T> {
    fn abort(&self) {
        if self.fault == Fault::AbortWins && !self.inner().is_finished() {
            self.is_aborted.store(true, Ordering::SeqCst);
        }
        self.inner().abort();
    }

    fn is_finished(&self) -> bool {
        self.inner().is_finished()
    }

    fn detach(mut self) {
        if let Some(inner) = self.inner.take() {
            inner.detach();
        }
    }
}

impl<T: Send + 'static> Drop for WrongBlockingHandle<T> {
    fn drop(&mut self) {
        if self.fault == Fault::DropSkipsQueued && self.inner.is_some() {
            self.is_dropped.store(true, Ordering::SeqCst);
        }
    }
}
