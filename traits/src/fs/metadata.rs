use std::time::SystemTime;

use super::{FileType, Permissions};

/// Tells about a file or a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metadata {
    /// What it is.
    pub file_type: FileType,
    /// The size in bytes; for what is not a file, what the system makes of that.
    pub len: u64,
    /// What may be done with it.
    pub permissions: Permissions,
    /// When its contents were changed last, where the system keeps that.
    pub modified: Option<SystemTime>,
    /// When it was read last, where the system keeps that.
    pub accessed: Option<SystemTime>,
    /// When it was made, where the system keeps that.
    pub created: Option<SystemTime>,
    /// Which file of its file system it is; two names of one file have the same.
    #[cfg(unix)]
    pub inode: u64,
    /// Which file system it is on.
    #[cfg(unix)]
    pub device: u64,
    /// How many names the file has.
    #[cfg(unix)]
    pub links: u64,
    /// The user that it belongs to.
    #[cfg(unix)]
    pub uid: u32,
    /// The group that it belongs to.
    #[cfg(unix)]
    pub gid: u32,
}

impl Metadata {
    /// Makes the least that there is to tell, for a runtime that has no disk.
    #[must_use]
    pub const fn new(file_type: FileType, len: u64, permissions: Permissions) -> Self {
        Self {
            file_type,
            len,
            permissions,
            modified: None,
            accessed: None,
            created: None,
            #[cfg(unix)]
            inode: 0,
            #[cfg(unix)]
            device: 0,
            #[cfg(unix)]
            links: 1,
            #[cfg(unix)]
            uid: 0,
            #[cfg(unix)]
            gid: 0,
        }
    }

    /// Tells whether it is a file on a disk.
    #[must_use]
    pub const fn is_file(&self) -> bool {
        self.file_type.is_file()
    }

    /// Tells whether it is a directory.
    #[must_use]
    pub const fn is_dir(&self) -> bool {
        self.file_type.is_dir()
    }

    /// Tells whether it is a symbolic link.
    #[must_use]
    pub const fn is_symlink(&self) -> bool {
        self.file_type.is_symlink()
    }
}

impl From<&std::fs::Metadata> for Metadata {
    fn from(metadata: &std::fs::Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;

        Self {
            modified: metadata.modified().ok(),
            accessed: metadata.accessed().ok(),
            created: metadata.created().ok(),
            #[cfg(unix)]
            inode: metadata.ino(),
            #[cfg(unix)]
            device: metadata.dev(),
            #[cfg(unix)]
            links: metadata.nlink(),
            #[cfg(unix)]
            uid: metadata.uid(),
            #[cfg(unix)]
            gid: metadata.gid(),
            ..Self::new(
                metadata.file_type().into(),
                metadata.len(),
                (&metadata.permissions()).into(),
            )
        }
    }
}
