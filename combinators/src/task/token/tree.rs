use std::{fmt, sync::Arc};

use super::{CancelOnDrop, Cancelled, RunUntilCancelled, node::Node};

/// Says that something is over, to any number of tasks and threads that ask or wait.
///
/// Clones are the same token. A [child](Self::child_token) is cancelled with its parent and can be cancelled
/// without it. What was cancelled stays so.
///
/// # Examples
///
/// ```
/// use anyrt_combinators::{futures_util::FutureExt, task::CancellationToken};
///
/// let server = CancellationToken::new();
/// let connection = server.child_token();
/// let serve = connection.run_until_cancelled(std::future::pending::<()>());
///
/// server.cancel();
/// assert_eq!(serve.now_or_never(), Some(None));
/// ```
#[derive(Clone)]
pub struct CancellationToken {
    node: Arc<Node>,
}

impl CancellationToken {
    /// Makes a token without a parent.
    #[must_use]
    pub fn new() -> Self {
        Self { node: Node::new() }
    }

    /// Makes a token that is cancelled with this one; at once if this one is.
    ///
    /// A child keeps those above it in memory: a chain in which each is the child of the one before grows
    /// with every link.
    #[must_use]
    pub fn child_token(&self) -> Self {
        let node = self.node.new_child();
        Self { node }
    }

    /// Cancels this token, its children and theirs, and wakes whoever waits for any of them.
    ///
    /// Again is as good as once.
    ///
    /// # Panics
    ///
    /// If waking one of those who wait panics; all were woken then.
    ///
    /// # Complexity
    ///
    /// Linear in the number of tokens below and of those who wait.
    pub fn cancel(&self) {
        self.node.cancel();
    }

    /// Tells whether it, or a token above it, was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.node.is_cancelled()
    }

    /// Waits until it is cancelled.
    ///
    /// Any number of tasks may wait.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the waiter is forgotten.
    pub fn cancelled(&self) -> Cancelled<'_> {
        Cancelled::new(&self.node)
    }

    /// Runs `future` until it is ready, which gives `Some`, or the token is cancelled, which gives `None`.
    ///
    /// The token comes first: once it is cancelled the future is not polled again, not even for the first
    /// time. The future is dropped with what is returned here.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping it drops the future, and means what dropping that means.
    pub fn run_until_cancelled<F: IntoFuture>(
        &self,
        future: F,
    ) -> RunUntilCancelled<'_, F::IntoFuture> {
        RunUntilCancelled::new(self.cancelled(), future.into_future())
    }

    /// Cancels the token when the guard is dropped.
    #[must_use = "dropping the guard cancels the token"]
    pub const fn cancel_on_drop(self) -> CancelOnDrop {
        CancelOnDrop::new(self)
    }
}

impl Default for CancellationToken {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for CancellationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (waiters, children) = self.node.counts();
        f.debug_struct("CancellationToken")
            .field("is_cancelled", &self.is_cancelled())
            .field("waiters", &waiters)
            .field("children", &children)
            .finish()
    }
}
