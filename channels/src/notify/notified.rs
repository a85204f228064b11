use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{Notify, waiter::Waiter};

pin_project! {
    /// The future of [`Notify::notified`].
    ///
    /// Once it was ready it stays so.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: a notification by `notify_one` or `notify_last` that it was given and did not return is
    /// passed on. The place in the queue is lost.
    #[must_use = "futures do nothing unless polled"]
    pub struct Notified<'a> {
        notify: &'a Notify,
        #[pin]
        waiter: Waiter,
    }

    impl<'a> PinnedDrop for Notified<'a> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.waiter.leave(this.notify);
        }
    }
}

impl<'a> Notified<'a> {
    #[inline]
    pub(super) fn new(notify: &'a Notify) -> Self {
        let waiter = Waiter::new(notify);
        Self { notify, waiter }
    }

    /// Takes a place in the queue, as polling does, without a waker. Returns whether it was notified.
    ///
    /// From then on `notify_one` reaches it, so that a condition that is checked afterwards and waited for
    /// with this is not missed.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::{pin::pin, sync::Arc};
    /// use anyrt_channels::Notify;
    ///
    /// let notify = Arc::new(Notify::new());
    /// let mut notified = pin!(notify.notified());
    /// assert!(!notified.as_mut().enable());
    /// notify.notify_one();
    /// assert!(notified.as_mut().enable());
    /// ```
    pub fn enable(self: Pin<&mut Self>) -> bool {
        let this = self.project();
        this.waiter.poll(this.notify, None).is_ready()
    }
}

impl Future for Notified<'_> {
    type Output = ();

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        this.waiter.poll(this.notify, Some(cx.waker()))
    }
}

impl fmt::Debug for Notified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notified")
            .field("notify", &self.notify)
            .finish_non_exhaustive()
    }
}
