use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{shared::Shared, waiter::Waiter};

pin_project! {
    /// The future of [`Sender::closed`](super::Sender::closed).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is changed by waiting.
    #[must_use = "futures do nothing unless polled"]
    pub struct Closed<'a, T> {
        shared: &'a Shared<T>,
        #[pin]
        waiter: Waiter,
    }

    impl<'a, T> PinnedDrop for Closed<'a, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.waiter.leave(this.shared);
        }
    }
}

impl<'a, T> Closed<'a, T> {
    pub(super) const fn new(shared: &'a Shared<T>) -> Self {
        let waiter = Waiter::new();
        Self { shared, waiter }
    }
}

impl<T> Future for Closed<'_, T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        this.waiter.poll_end(this.shared, cx)
    }
}

impl<T> fmt::Debug for Closed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed").finish_non_exhaustive()
    }
}
