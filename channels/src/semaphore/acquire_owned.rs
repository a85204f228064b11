use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{AcquireError, OwnedSemaphorePermit, Semaphore, count::checked, waiter::Waiter};

pin_project! {
    /// The future of [`Semaphore::acquire_owned`] and [`Semaphore::acquire_many_owned`].
    ///
    /// # Panics
    ///
    /// If it is polled after it was ready.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: what it was given is passed on. The place in the queue is lost.
    #[must_use = "futures do nothing unless polled"]
    pub struct AcquireOwned {
        semaphore: Arc<Semaphore>,
        #[pin]
        waiter: Waiter,
    }

    impl PinnedDrop for AcquireOwned {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.waiter.leave(this.semaphore);
        }
    }
}

impl AcquireOwned {
    #[inline]
    pub(super) fn new(semaphore: Arc<Semaphore>, n: u32) -> Self {
        Self {
            semaphore,
            waiter: Waiter::new(checked(n)),
        }
    }
}

impl Future for AcquireOwned {
    type Output = Result<OwnedSemaphorePermit, AcquireError>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let poll = this.waiter.as_mut().poll(this.semaphore, cx);
        poll.map_ok(|()| OwnedSemaphorePermit::new(this.semaphore.clone(), this.waiter.wanted()))
    }
}

impl fmt::Debug for AcquireOwned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AcquireOwned")
            .field("semaphore", &self.semaphore)
            .field("num_permits", &self.waiter.wanted())
            .finish_non_exhaustive()
    }
}
