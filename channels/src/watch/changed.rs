use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{error::RecvError, shared::Shared, version::Version, waiter::Waiter};

pin_project! {
    /// The future of [`Receiver::changed`](super::Receiver::changed).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a version is seen only in the poll that returns it.
    #[must_use = "futures do nothing unless polled"]
    pub struct Changed<'a, T> {
        shared: &'a Shared<T>,
        seen: &'a mut Version,
        #[pin]
        waiter: Waiter,
    }

    impl<'a, T> PinnedDrop for Changed<'a, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.waiter.leave(this.shared);
        }
    }
}

impl<'a, T> Changed<'a, T> {
    #[inline]
    pub(super) fn new(shared: &'a Shared<T>, seen: &'a mut Version) -> Self {
        Self {
            shared,
            seen,
            waiter: Waiter::new(),
        }
    }
}

impl<T> Future for Changed<'_, T> {
    type Output = Result<(), RecvError>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        this.waiter.poll_changed(this.shared, this.seen, cx)
    }
}

impl<T> fmt::Debug for Changed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changed").finish_non_exhaustive()
    }
}
