//! Where cargo puts what it builds.

use std::path::{Path, PathBuf};

use super::{Cargo, Metadata};
use crate::failure::Outcome;

/// Returns cargo's target folder for the workspace at `root`, configured or not.
///
/// # Errors
///
/// Fails when cargo cannot say.
pub(crate) fn target_dir(root: &Path) -> Outcome<PathBuf> {
    let text = Cargo::new(root, &["metadata", "--no-deps", "--format-version", "1"]).capture()?;
    Ok(Metadata::parse(&text)?.target_directory)
}
