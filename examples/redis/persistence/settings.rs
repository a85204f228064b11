//! What the command line says of the append-only file.

use std::path::{Path, PathBuf};

use super::Policy;

/// Whether there is an append-only file, where, and how it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Whether there is one.
    pub(crate) enabled: bool,
    /// When the disk must have what was written.
    pub(crate) policy: Policy,
    /// The directory that it is in, which must exist.
    pub(crate) directory: PathBuf,
    /// Its name there.
    pub(crate) name: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            enabled: false,
            policy: Policy::EverySecond,
            directory: PathBuf::from("."),
            name: "appendonly.aof".to_owned(),
        }
    }
}

impl Settings {
    /// Returns the path of the file.
    pub(super) fn path(&self) -> PathBuf {
        self.directory.join(&self.name)
    }

    /// Returns the path at which a rewrite makes its successor.
    pub(super) fn successor(&self) -> PathBuf {
        let mut name = self.name.clone();
        name.push_str(".rewrite");
        self.directory.join(name)
    }

    /// Returns the directory that holds them.
    pub(super) fn directory(&self) -> &Path {
        match self.directory.as_os_str().is_empty() {
            true => Path::new("."),
            false => &self.directory,
        }
    }
}
