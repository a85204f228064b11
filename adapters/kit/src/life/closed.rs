use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use super::{Scope, membership::Member};

impl Scope {
    /// Waits until the scope closes.
    pub fn closed(self: &Arc<Self>) -> Closed {
        Closed {
            scope: self.clone(),
            key: None,
        }
    }
}

/// The future of [`Scope::closed`].
///
/// # Cancel safety
///
/// Cancel safe: nothing happens.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Closed {
    scope: Arc<Scope>,
    key: Option<usize>,
}

impl Future for Closed {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.key {
            Some(key) => self.scope.wait_with(key, cx.waker()),
            None => match self.scope.add(Member::Waiting(cx.waker().clone())) {
                Ok(key) => self.key = Some(key),
                Err(_) => return Poll::Ready(()),
            },
        }
        if self.scope.is_closed() {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.scope.remove(key);
        }
    }
}
