//! Listing and reading the repository's text files.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};

/// One text file.
#[derive(Debug)]
pub(crate) struct File {
    /// The path from the root, with `/` between parts.
    pub(crate) path: String,
    /// The contents.
    pub(crate) text: String,
}

impl File {
    /// Returns whether one of the folders above the file has this name.
    pub(crate) fn is_under(&self, folder: &str) -> bool {
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        parts.contains(&folder)
    }

    /// Returns the last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Returns whether this is a Rust source file.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Reads every text file that belongs to the tree at `root`, sorted by path.
///
/// In a git work tree these are the files that git tracks or would track; elsewhere (a published
/// archive, a test's folder) every file outside `.git` and `target`. Files that are not UTF-8 are left out.
///
/// # Errors
///
/// Fails when the folder cannot be listed.
pub(crate) fn files(root: &Path) -> Outcome<Vec<File>> {
    let mut paths = if root.join(".git").exists() {
        from_git(root)?
    } else {
        from_walk(root)?
    };
    paths.sort();
    paths.dedup();
    let mut files = Vec::new();
    for path in paths {
        // A tracked file may be gone from the work tree, and a binary one is nobody's prose.
        if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
            files.push(File { path, text });
        }
    }
    Ok(files)
}

fn from_git(root: &Path) -> Outcome<Vec<String>> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()
        .map_err(|error| Failure::new(format!("cannot run git: {error}")))?;
    if !output.status.success() {
        return Err(Failure::new(format!(
            "git ls-files: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    let listing = String::from_utf8_lossy(&output.stdout);
    Ok(listing
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(str::to_owned)
        .collect())
}

fn from_walk(root: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(root.join(&folder)).map_err(|error| {
            Failure::new(format!(
                "cannot list {}: {error}",
                root.join(&folder).display()
            ))
        })?;
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() {
                name.clone()
            } else {
                format!("{folder}/{name}")
            };
            if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                found.push(path);
            } else if name != ".git" && name != "target" {
                folders.push(path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::TempTree;

    #[test]
    fn build_output_is_not_part_of_the_tree() {
        let tree = TempTree::new(&[("src/a.rs", "x"), ("target/b.rs", "y"), ("z.md", "z")]);
        let found: Vec<String> = files(tree.root())
            .expect("lists")
            .into_iter()
            .map(|f| f.path)
            .collect();
        assert_eq!(found, ["src/a.rs", "z.md"]);
    }

    #[test]
    fn a_file_is_under_each_of_its_folders() {
        let file = File {
            path: "a/raw/b.rs".to_owned(),
            text: String::new(),
        };
        assert!(file.is_under("raw") && file.is_under("a") && !file.is_under("b.rs"));
        assert_eq!(file.name(), "b.rs");
    }
}
