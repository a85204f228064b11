//! The wait for the close.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::Sender;
use crate::until_closed::ClosedNode;

pin_project! {
    /// Waits for the close; made by [`Sender::closed`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: nothing is lost.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct Closed<'a, T> {
        sender: &'a Sender<T>,
        #[pin]
        node: ClosedNode,
    }

    impl<T> PinnedDrop for Closed<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.sender.channel.flavor.until_closed().cancel(this.node);
        }
    }
}

impl<'a, T> Closed<'a, T> {
    pub(super) fn new(sender: &'a Sender<T>) -> Self {
        Self {
            sender,
            node: ClosedNode::new(()),
        }
    }
}

impl<T> Future for Closed<'_, T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        let flavor = &this.sender.channel.flavor;
        flavor
            .until_closed()
            .poll(this.node, cx, || flavor.is_closed())
    }
}

impl<T> fmt::Debug for Closed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed").finish_non_exhaustive()
    }
}
