//! The wait for the last receiver to go.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::channel::Channel;
use crate::until_closed::ClosedNode;

pin_project! {
    /// Waits until there is no receiver; made by [`Sender::closed`](super::Sender::closed) and
    /// [`LosslessSender::closed`](super::LosslessSender::closed).
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is lost.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct Closed<'a, T> {
        channel: &'a Channel<T>,
        #[pin]
        node: ClosedNode,
    }

    impl<T> PinnedDrop for Closed<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.channel.ring.until_closed.cancel(this.node);
        }
    }
}

impl<'a, T> Closed<'a, T> {
    pub(super) fn new(channel: &'a Channel<T>) -> Self {
        Self {
            channel,
            node: ClosedNode::new(()),
        }
    }
}

impl<T> Future for Closed<'_, T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        let ring = &this.channel.ring;
        ring.until_closed
            .poll(this.node, cx, || ring.receivers() == 0)
    }
}

impl<T> fmt::Debug for Closed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed").finish_non_exhaustive()
    }
}
