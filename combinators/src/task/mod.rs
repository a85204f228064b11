//! Structure: tasks that end with what started them, and a way to say that it is over.
//!
//! Generic over any [`Spawn`](anyrt_traits::task::Spawn); [`CancellationToken`] needs no runtime at all.

mod abort_on_drop;
mod group;
mod token;

pub use abort_on_drop::AbortOnDrop;
pub use group::{TaskGroup, TaskGroupError};
pub use token::{CancelOnDrop, CancellationToken, Cancelled, RunUntilCancelled};
