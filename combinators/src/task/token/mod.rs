//! Cancellation that reaches down a tree.

mod cancel_on_drop;
mod cancelled;
mod node;
mod run_until;
mod tree;
mod wake_all;

pub use cancel_on_drop::CancelOnDrop;
pub use cancelled::Cancelled;
pub use run_until::RunUntilCancelled;
pub use tree::CancellationToken;
