//! Whose examples they are, and how their paths become ours.

use std::path::{Path, PathBuf};

use super::example::{Example, examples};
use crate::cargo::Metadata;
use crate::failure::{Failure, Outcome};

/// A crate that our channels follow.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its name.
    pub(crate) name: &'static str,
    /// Where its examples are, in its folder.
    files: &'static [&'static str],
    /// What is written in place of what.
    paths: &'static [(&'static str, &'static str)],
}

/// The crates, in the order of the report.
pub(crate) const SOURCES: &[Source] = &[
    Source {
        name: "tokio",
        files: &[
            "src/sync/mod.rs",
            "src/sync/mpsc/mod.rs",
            "src/sync/mpsc/bounded.rs",
            "src/sync/mpsc/unbounded.rs",
            "src/sync/mpsc/error.rs",
            "src/sync/oneshot.rs",
            "src/sync/broadcast.rs",
            "src/sync/watch.rs",
            "src/sync/notify.rs",
            "src/sync/semaphore.rs",
        ],
        paths: &[
            ("tokio::sync::", "anyrt_channels::"),
            // What is no channel stays where it is.
            ("anyrt_channels::Mutex", "tokio::sync::Mutex"),
        ],
    },
    Source {
        name: "async-channel",
        files: &["src/lib.rs"],
        paths: &[("async_channel::", "anyrt_channels::mpmc::")],
    },
];

impl Source {
    /// Finds the crate that the lock file names, and reads its examples.
    ///
    /// # Errors
    ///
    /// Fails when the crate is not there, or a file of it cannot be read.
    pub(crate) fn read(&self, metadata: &Metadata) -> Outcome<(String, Vec<Example>)> {
        let (version, folder) = self.find(metadata)?;
        let mut found = Vec::new();
        for file in self.files {
            let path = folder.join(file);
            let text = std::fs::read_to_string(&path).map_err(|error| {
                Failure::new(format!("cannot read {}: {error}", path.display()))
            })?;
            found.extend(examples(file, &text));
        }
        for example in &mut found {
            for (theirs, ours) in self.paths {
                example.code = example.code.replace(theirs, ours);
            }
        }
        Ok((version, found))
    }

    /// Returns the version and the folder of the newest that is locked.
    fn find(&self, metadata: &Metadata) -> Outcome<(String, PathBuf)> {
        let mut packages: Vec<_> = metadata
            .packages
            .iter()
            .filter(|package| package.name == self.name)
            .collect();
        packages.sort_by_key(|package| numbers(&package.version));
        let package = packages
            .last()
            .ok_or_else(|| Failure::new(format!("`{}` is not locked", self.name)))?;
        let folder = Path::new(&package.manifest)
            .parent()
            .map(Path::to_path_buf)
            .unwrap_or_default();
        Ok((package.version.clone(), folder))
    }
}

fn numbers(version: &str) -> Vec<u64> {
    version
        .split(['.', '-', '+'])
        .map_while(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        assert!(numbers("1.10.0") > numbers("1.9.3"));
    }
}
