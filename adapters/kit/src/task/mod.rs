//! What stands between a task and its executor: nothing that panics gets past it.

mod foreign_waker;
mod guarded;
mod output;
mod quiet;
mod relay;
mod root;

pub use foreign_waker::ForeignWaker;
pub use guarded::Guarded;
pub use output::TaskOutput;
pub use quiet::{QuietDrop, quietly};
pub use root::{Root, root};
