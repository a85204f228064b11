//! Tasks that end together.

mod child;
mod error;
mod tasks;

pub use error::TaskGroupError;
pub use tasks::TaskGroup;
