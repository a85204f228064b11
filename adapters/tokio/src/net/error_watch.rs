use std::{
    fmt,
    os::fd::OwnedFd,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use tokio::{
    io::{Interest, unix::AsyncFd},
    net::UdpSocket,
};

/// What can have an error from the network.
pub(super) trait HasErrors: Send + Sync + 'static {
    /// Waits until there is one.
    fn wait_for_error(&self) -> impl Future<Output = ()> + Send;
}

impl HasErrors for UdpSocket {
    async fn wait_for_error(&self) {
        self.ready(Interest::ERROR).await.ok();
    }
}

impl HasErrors for AsyncFd<OwnedFd> {
    async fn wait_for_error(&self) {
        self.ready(Interest::ERROR).await.ok();
    }
}

/// Waits for an error from the network, such as that nobody listens at the peer's address, which tokio's
/// `poll_recv_ready` does not wake for.
///
/// The future that does is boxed with the first receive that waits, and kept until there is an error.
#[derive(Default)]
pub(super) struct ErrorWatch {
    pending: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>,
}

impl ErrorWatch {
    /// Tells whether `socket` has an error.
    pub(super) fn poll(&self, socket: &Arc<impl HasErrors>, cx: &mut Context<'_>) -> Poll<()> {
        // Polled outside of the lock; should two receives do so at once, either future wakes them both.
        let pending = self.replace(None);
        let mut pending = pending.unwrap_or_else(|| {
            let socket = socket.clone();
            Box::pin(async move {
                // An error of the wait itself is told by the receive that follows.
                socket.wait_for_error().await;
            })
        });
        let polled = pending.as_mut().poll(cx);
        if polled.is_pending() {
            drop(self.replace(Some(pending)));
        }
        polled
    }

    fn replace(
        &self,
        pending: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    ) -> Option<Pin<Box<dyn Future<Output = ()> + Send>>> {
        let mut place = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *place, pending)
    }
}

impl fmt::Debug for ErrorWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorWatch").finish_non_exhaustive()
    }
}
