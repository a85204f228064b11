//! Erased files and directories.

mod capability;
mod file;
mod future;
mod read_dir;

pub(super) use capability::DynFs;
pub use file::AnyFile;
pub use future::{AnyFsFuture, AnyReadAt, AnyWriteAt};
pub use read_dir::AnyReadDir;
