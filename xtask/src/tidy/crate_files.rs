//! Every published crate has a README that is its documentation, and a changelog.

use crate::finding::Finding;
use crate::tree::{File, Member};

const INCLUDE: &str = "#![doc = include_str!(\"../README.md\")]";

/// Finds published crates without these files, or whose library does not include the README.
pub(crate) fn check(members: &[Member], files: &[File]) -> Vec<Finding> {
    let find = |path: &str| files.iter().find(|file| file.path == path);
    let mut findings = Vec::new();
    for member in members.iter().filter(|member| member.published) {
        for name in ["README.md", "CHANGELOG.md"] {
            let path = member.path(name);
            match find(&path) {
                None => findings.push(Finding::about(&path, "missing from a published crate")),
                Some(file) if file.text.trim().is_empty() => {
                    findings.push(Finding::about(&path, "empty"));
                }
                Some(_) => {}
            }
        }
        let library = member.path("src/lib.rs");
        match find(&library) {
            None => findings.push(Finding::about(&library, "missing from a published crate")),
            Some(file) if !file.text.lines().any(|line| line.trim() == INCLUDE) => {
                findings.push(Finding::about(&library, format!("has no `{INCLUDE}`")));
            }
            Some(_) => {}
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(published: bool, files: &[(&str, &str)]) -> usize {
        let member = Member {
            folder: "a".to_owned(),
            line: 1,
            annotated: true,
            published,
        };
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        check(&[member], &files.iter().map(file).collect::<Vec<_>>()).len()
    }

    #[test]
    fn a_published_crate_has_its_files() {
        assert_eq!(
            found(
                true,
                &[
                    ("a/README.md", "# a"),
                    ("a/CHANGELOG.md", "# x"),
                    ("a/src/lib.rs", INCLUDE)
                ]
            ),
            0
        );
        assert_eq!(
            found(true, &[("a/README.md", "# a"), ("a/src/lib.rs", INCLUDE)]),
            1
        );
        assert_eq!(
            found(
                true,
                &[
                    ("a/README.md", "\n"),
                    ("a/CHANGELOG.md", "# x"),
                    ("a/src/lib.rs", "//! x")
                ]
            ),
            2
        );
        assert_eq!(found(true, &[]), 3);
    }

    #[test]
    fn an_unpublished_crate_needs_none() {
        assert_eq!(found(false, &[]), 0);
    }
}
