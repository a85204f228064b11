use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{AcquireError, Semaphore, SemaphorePermit, count::checked, waiter::Waiter};

pin_project! {
    /// The future of [`Semaphore::acquire`] and [`Semaphore::acquire_many`].
    ///
    /// # Panics
    ///
    /// If it is polled after it was ready.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: what it was given is passed on. The place in the queue is lost.
    #[must_use = "futures do nothing unless polled"]
    pub struct Acquire<'a> {
        semaphore: &'a Semaphore,
        #[pin]
        waiter: Waiter,
    }

    impl<'a> PinnedDrop for Acquire<'a> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.waiter.leave(this.semaphore);
        }
    }
}

impl<'a> Acquire<'a> {
    #[inline]
    pub(super) fn new(semaphore: &'a Semaphore, n: u32) -> Self {
        Self {
            semaphore,
            waiter: Waiter::new(checked(n)),
        }
    }
}

impl<'a> Future for Acquire<'a> {
    type Output = Result<SemaphorePermit<'a>, AcquireError>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let poll = this.waiter.as_mut().poll(this.semaphore, cx);
        poll.map_ok(|()| SemaphorePermit::new(this.semaphore, this.waiter.wanted()))
    }
}

impl fmt::Debug for Acquire<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Acquire")
            .field("semaphore", &self.semaphore)
            .field("num_permits", &self.waiter.wanted())
            .finish_non_exhaustive()
    }
}
