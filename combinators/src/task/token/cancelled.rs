use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use super::node::Node;

/// The future of [`CancellationToken::cancelled`](super::CancellationToken::cancelled).
///
/// # Cancel safety
///
/// Cancel safe: the waiter is forgotten.
#[must_use = "futures do nothing unless polled"]
pub struct Cancelled<'a> {
    node: &'a Node,
    key: Option<u64>,
}

impl<'a> Cancelled<'a> {
    pub(super) const fn new(node: &'a Node) -> Self {
        Self { node, key: None }
    }
}

impl Future for Cancelled<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        this.node.poll_cancelled(&mut this.key, cx)
    }
}

impl Drop for Cancelled<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.node.leave(key);
        }
    }
}

impl fmt::Debug for Cancelled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cancelled")
            .field("is_cancelled", &self.node.is_cancelled())
            .finish_non_exhaustive()
    }
}
