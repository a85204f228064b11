//! Running cargo, and reading what it says of the workspace.

mod metadata;
mod process;
mod target;

pub(crate) use metadata::{Dependency, DependencyKind, Metadata, Package};
pub(crate) use process::{Cargo, Run};
pub(crate) use target::target_dir;
