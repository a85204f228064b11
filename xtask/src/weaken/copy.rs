//! A copy of the crate, in which one ordering after the other is weakened.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo::{Cargo, Run};
use crate::failure::{Failure, Outcome};
use crate::tree::File;

/// The crate that is copied.
pub(crate) const CRATE: &str = "channels";

/// How long a model may run, in seconds, when it does not fail.
const SECONDS: &str = "15";

/// The copy, under the target folder.
#[derive(Debug)]
pub(crate) struct Copy {
    folder: PathBuf,
    target: PathBuf,
}

impl Copy {
    /// Makes it.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be written.
    pub(crate) fn new(root: &Path, target: &Path, files: &[File]) -> Outcome<Self> {
        let copy = Self {
            folder: target.join("weaken"),
            target: target.join("weaken-target"),
        };
        let read = |name: &str| {
            fs::read_to_string(root.join(name))
                .map_err(|error| Failure::new(format!("cannot read {name}: {error}")))
        };
        copy.write("Cargo.toml", &workspace(&read("Cargo.toml")?))?;
        copy.write("Cargo.lock", &read("Cargo.lock")?)?;
        let prefix = format!("{CRATE}/");
        for file in files.iter().filter(|file| file.path.starts_with(&prefix)) {
            copy.write(&file.path, &file.text)?;
        }
        Ok(copy)
    }

    /// Writes a file of the copy.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be written.
    pub(crate) fn write(&self, path: &str, text: &str) -> Outcome {
        let path = self.folder.join(path);
        let failed = |error| Failure::new(format!("cannot write {}: {error}", path.display()));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, text).map_err(failed)
    }

    /// Runs the models whose names have one of the words.
    ///
    /// # Errors
    ///
    /// Fails when cargo cannot start.
    pub(crate) fn run(&self, words: &[&str]) -> Outcome<Run> {
        let test = [
            "test",
            "--release",
            "--package",
            "anyrt-channels",
            "--test",
            "loom",
            "--target-dir",
        ];
        let cargo = Cargo::new(&self.folder, &test)
            .args([self.target.display().to_string(), "--".to_owned()])
            .args(words.iter().map(|word| (*word).to_owned()))
            .args(["--nocapture".to_owned()])
            .env("RUSTFLAGS", "--cfg loom")
            .env("LOOM_MAX_DURATION", SECONDS)
            .env("ANYRT_LOOM_STOP", "1");
        cargo.quiet()
    }
}

/// Leaves of the manifest what the crate inherits.
fn workspace(manifest: &str) -> String {
    let inherited = manifest
        .find("[workspace.package]")
        .map_or("", |start| &manifest[start..]);
    let end = inherited.find("\n[package]").unwrap_or(inherited.len());
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{CRATE:?}]\n\n{}\n",
        &inherited[..end]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_keeps_what_is_inherited() {
        let manifest = "[workspace]\nmembers = [\"a\"]\n\n[workspace.package]\nversion = \"1\"\n\n[package]\nname = \"x\"\n";
        let kept = workspace(manifest);
        assert!(kept.contains("version = \"1\"") && !kept.contains("name"));
        assert!(kept.contains("members = [\"channels\"]"));
    }
}
