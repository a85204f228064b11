use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::FileType;

/// One entry of a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirEntry {
    path: PathBuf,
    file_type: FileType,
}

impl DirEntry {
    /// Makes an entry, for a runtime to give; `path` ends with the entry's name.
    #[must_use]
    pub const fn new(path: PathBuf, file_type: FileType) -> Self {
        Self { path, file_type }
    }

    /// Returns the path: that of the directory, as it was given, and the entry's name.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the path out.
    #[must_use]
    pub fn into_path(self) -> PathBuf {
        self.path
    }

    /// Returns the entry's name in its directory.
    #[must_use]
    pub fn file_name(&self) -> &OsStr {
        self.path.file_name().unwrap_or_default()
    }

    /// Returns the type of the entry, which is not that of what a link leads to.
    #[must_use]
    pub const fn file_type(&self) -> FileType {
        self.file_type
    }
}
