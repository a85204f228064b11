//! Files and directories.
//!
//! [`Fs`] is the capability. [`File`] is an open file: its bytes are read and written through the traits of
//! [`io`](crate::io), and [`FileExt`] has the rest. Names and meanings are those of [`std::fs`].

mod capability;
mod dir_entry;
mod file;
mod file_ext;
mod file_futures;
mod file_type;
mod metadata;
mod open_options;
mod permissions;

pub use capability::{Fs, SendFs};
pub use dir_entry::DirEntry;
pub use file::{BufResult, File};
pub use file_ext::FileExt;
pub use file_futures::{GetMetadata, SetLen, SetPermissions, SyncAll, SyncData, TryClone};
pub use file_type::FileType;
pub use metadata::Metadata;
pub use open_options::OpenOptions;
pub use permissions::Permissions;
