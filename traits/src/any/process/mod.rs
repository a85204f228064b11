//! Erased processes.

mod capability;
mod child;
mod pipes;

pub(super) use capability::DynProcess;
pub use child::AnyChild;
pub use pipes::{AnyChildInput, AnyChildOutput};
