//! `rust-version` is stated in the root's `[workspace.package]`, and inherited by every member.

use std::path::Path;

use super::version::RustVersion;
use crate::failure::{Failure, Outcome};
use crate::finding::Finding;
use crate::read::Manifest;
use crate::tree;

/// Returns the stated version, and the members that do not inherit it.
///
/// # Errors
///
/// Fails when the root states none.
pub(crate) fn stated(root: &Path) -> Outcome<(RustVersion, Vec<Finding>)> {
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path))
            .map_err(|error| Failure::new(format!("cannot read {path}: {error}")))
    };
    let manifest = Manifest::parse(&read("Cargo.toml")?);
    let version = manifest
        .get("workspace.package", "rust-version")
        .and_then(RustVersion::parse);
    let version = version
        .ok_or_else(|| Failure::new("Cargo.toml: no rust-version under [workspace.package]"))?;
    let mut findings = Vec::new();
    for member in tree::members(root)? {
        let path = member.path("Cargo.toml");
        let manifest = Manifest::parse(&read(&path)?);
        if manifest
            .get("package", "rust-version")
            .is_some_and(|value| !value.contains("workspace"))
        {
            findings.push(Finding::about(&path, "states a rust-version of its own"));
        } else if manifest.get("package", "rust-version.workspace") != Some("true")
            && manifest.get("package", "rust-version").is_none()
        {
            findings.push(Finding::about(
                &path,
                "does not inherit rust-version (`rust-version.workspace = true`)",
            ));
        }
    }
    Ok((version, findings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::TempTree;

    const ROOT: &str = "[workspace]\nmembers = [\n\"a\", # a\n\"b\", # b\n\"c\", # c\n]\n";

    #[test]
    fn a_member_with_a_version_of_its_own_or_none_is_found() {
        let tree = TempTree::new(&[
            (
                "Cargo.toml",
                &format!("{ROOT}[workspace.package]\nrust-version = \"1.88\"\n"),
            ),
            ("a/Cargo.toml", "[package]\nrust-version.workspace = true\n"),
            ("b/Cargo.toml", "[package]\nrust-version = \"1.90\"\n"),
            ("c/Cargo.toml", "[package]\n"),
        ]);
        let (version, findings) = stated(tree.root()).expect("states one");
        assert_eq!(Some(version), RustVersion::parse("1.88"));
        assert_eq!(findings.len(), 2);
    }

    #[test]
    fn a_workspace_without_one_is_a_failure() {
        assert!(stated(TempTree::new(&[("Cargo.toml", ROOT)]).root()).is_err());
    }
}
