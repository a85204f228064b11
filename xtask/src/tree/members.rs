//! The members of the workspace, as the root manifest lists them.

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::read::Manifest;

/// One line of the root manifest's `members`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// The folder, `.` for the root package.
    pub(crate) folder: String,
    /// The line in the root manifest.
    pub(crate) line: usize,
    /// Whether a comment on the line says what the member is.
    pub(crate) annotated: bool,
    /// Whether the crate is meant for the registry.
    pub(crate) published: bool,
}

impl Member {
    /// Returns the path of one of the member's files, from the root.
    pub(crate) fn path(&self, file: &str) -> String {
        if self.folder == "." {
            file.to_owned()
        } else {
            format!("{}/{file}", self.folder)
        }
    }
}

/// Reads the members of the workspace at `root`.
///
/// # Errors
///
/// Fails when a manifest cannot be read or lists no members.
pub(crate) fn members(root: &Path) -> Outcome<Vec<Member>> {
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path))
            .map_err(|error| Failure::new(format!("cannot read {path}: {error}")))
    };
    let mut members = listed(&read("Cargo.toml")?);
    if members.is_empty() {
        return Err(Failure::new("Cargo.toml lists no workspace members"));
    }
    for member in &mut members {
        let manifest = Manifest::parse(&read(&member.path("Cargo.toml"))?);
        member.published = manifest.get("package", "publish") != Some("false");
    }
    Ok(members)
}

fn listed(manifest: &str) -> Vec<Member> {
    let mut members = Vec::new();
    let mut inside = false;
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        let mut entry = line;
        if !inside {
            let Some(rest) = line.strip_prefix("members").map(str::trim_start) else {
                continue;
            };
            let Some(rest) = rest
                .strip_prefix('=')
                .and_then(|rest| rest.trim_start().strip_prefix('['))
            else {
                continue;
            };
            inside = true;
            entry = rest;
        }
        let (value, comment) = entry.split_once('#').unwrap_or((entry, ""));
        for folder in value.split('"').skip(1).step_by(2) {
            members.push(Member {
                folder: folder.to_owned(),
                line: index + 1,
                annotated: !comment.trim().is_empty(),
                published: true,
            });
        }
        if value.contains(']') {
            break;
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::TempTree;

    #[test]
    fn members_are_read_with_their_notes() {
        let tree = TempTree::new(&[
            (
                "Cargo.toml",
                "[workspace]\nmembers = [\n  \".\", # the facade\n  \"b\",\n]\n[package]\nname = \"a\"\n",
            ),
            ("b/Cargo.toml", "[package]\nname = \"b\"\npublish = false\n"),
        ]);
        let found = members(tree.root()).expect("reads");
        assert_eq!(found.len(), 2);
        assert_eq!(
            (
                found[0].folder.as_str(),
                found[0].annotated,
                found[0].published
            ),
            (".", true, true)
        );
        assert_eq!(
            (
                found[1].folder.as_str(),
                found[1].annotated,
                found[1].published
            ),
            ("b", false, false)
        );
        assert_eq!(found[1].path("src/lib.rs"), "b/src/lib.rs");
    }

    #[test]
    fn default_members_are_not_members() {
        assert!(listed("default-members = [\n\"a\",\n]\n").is_empty());
    }
}
