//! Finding the repository's root.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// Finds the workspace's root: the nearest folder, from the current one up, whose `Cargo.toml` has a
/// `[workspace]` table.
///
/// # Errors
///
/// Fails when no folder above has one.
pub(crate) fn root() -> Outcome<PathBuf> {
    let start = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .or_else(|| std::env::current_dir().ok())
        .ok_or_else(|| Failure::new("the current directory is gone"))?;
    find(&start)
        .ok_or_else(|| Failure::new(format!("no workspace at or above {}", start.display())))
}

fn find(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| {
            std::fs::read_to_string(folder.join("Cargo.toml"))
                .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
        })
        .map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::TempTree;

    #[test]
    fn the_root_is_the_folder_with_a_workspace_table() {
        let tree = TempTree::new(&[
            ("Cargo.toml", "[workspace]\n"),
            ("a/Cargo.toml", "[package]\n"),
            ("a/b/c", ""),
        ]);
        assert_eq!(
            find(&tree.root().join("a/b")),
            Some(tree.root().to_path_buf())
        );
    }
}
