//! The futures that wait for a permit that borrows the sender.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::{Permit, PermitIterator, Sender};
use crate::{
    mpsc::error::SendError,
    raw::ring::{Reserved, SendNode},
};

pin_project! {
    /// Waits for a permit; made by [`Sender::reserve`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: only its place among those that wait is lost.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct Reserve<'a, T> {
        sender: &'a Sender<T>,
        #[pin]
        node: SendNode,
    }

    impl<T> PinnedDrop for Reserve<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.sender.channel.ring.cancel_reserve(this.node);
        }
    }
}

impl<'a, T> Reserve<'a, T> {
    pub(super) fn new(sender: &'a Sender<T>) -> Self {
        Self {
            sender,
            node: SendNode::idle(),
        }
    }
}

impl<'a, T> Future for Reserve<'a, T> {
    type Output = Result<Permit<'a, T>, SendError<()>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let sender = *this.sender;
        let reserved = sender.channel.ring.poll_reserve(this.node, cx, 1);
        reserved.map(|reserved| match reserved {
            Ok(reserved) => Ok(Permit::new(sender, reserved)),
            Err(_) => Err(SendError(())),
        })
    }
}

impl<T> fmt::Debug for Reserve<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reserve").finish_non_exhaustive()
    }
}

pin_project! {
    /// Waits for some permits; made by [`Sender::reserve_many`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: only its place among those that wait is lost.
    #[must_use = "futures do nothing unless they are polled"]
    pub struct ReserveMany<'a, T> {
        sender: &'a Sender<T>,
        count: usize,
        #[pin]
        node: SendNode,
    }

    impl<T> PinnedDrop for ReserveMany<'_, T> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            this.sender.channel.ring.cancel_reserve(this.node);
        }
    }
}

impl<'a, T> ReserveMany<'a, T> {
    pub(super) fn new(sender: &'a Sender<T>, count: usize) -> Self {
        Self {
            sender,
            count,
            node: SendNode::idle(),
        }
    }
}

impl<'a, T> Future for ReserveMany<'a, T> {
    type Output = Result<PermitIterator<'a, T>, SendError<()>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let sender = *this.sender;
        if *this.count > sender.max_capacity() || (*this.count == 0 && sender.is_closed()) {
            return Poll::Ready(Err(SendError(())));
        }
        let reserved = match u32::try_from(*this.count) {
            Ok(0) => Poll::Ready(Ok(Reserved::none())),
            Ok(count) => sender.channel.ring.poll_reserve(this.node, cx, count),
            Err(_) => return Poll::Ready(Err(SendError(()))),
        };
        reserved.map(|reserved| match reserved {
            Ok(reserved) => Ok(PermitIterator::new(sender, reserved)),
            Err(_) => Err(SendError(())),
        })
    }
}

impl<T> fmt::Debug for ReserveMany<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReserveMany")
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}
