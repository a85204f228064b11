//! What the dependencies state.

use std::collections::BTreeSet;

use super::version::RustVersion;
use crate::cargo::Metadata;
use crate::finding::Finding;

/// The members whose own dependencies may ask for a newer Rust: they measure against peers, and no
/// user builds them.
const EXEMPT: [&str; 1] = ["benches"];

/// What the comparison gave.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    /// Dependencies that ask for a newer Rust.
    pub(crate) findings: Vec<Finding>,
    /// Those that only exempt members reach, as lines to print.
    pub(crate) exempt: Vec<String>,
    /// How many dependencies state a version.
    pub(crate) stating: usize,
    /// How many do not.
    pub(crate) silent: usize,
}

/// Compares every dependency's `rust-version` with `ours`.
pub(crate) fn compare(metadata: &Metadata, ours: RustVersion) -> Compared {
    let reached = reached(metadata);
    let mut compared = Compared::default();
    for package in metadata
        .packages
        .iter()
        .filter(|package| package.folder.is_none())
    {
        let Some(stated) = package.rust_version.as_deref() else {
            compared.silent += 1;
            continue;
        };
        compared.stating += 1;
        if RustVersion::parse(stated).is_some_and(|theirs| theirs <= ours) {
            continue;
        }
        let line = format!(
            "`{} {}` asks for Rust {stated}",
            package.name, package.version
        );
        if reached.contains(package.id.as_str()) {
            compared.findings.push(Finding::about("Cargo.lock", line));
        } else {
            compared.exempt.push(line);
        }
    }
    compared
}

/// The ids that members other than the exempt ones depend on, through however many others.
fn reached(metadata: &Metadata) -> BTreeSet<&str> {
    let counts = |folder: &str| !EXEMPT.contains(&folder);
    let starts = metadata
        .members()
        .filter(|member| member.folder.as_deref().is_some_and(counts));
    let mut waiting: Vec<&str> = starts.map(|member| member.id.as_str()).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if reached.insert(id) {
            let edges = metadata
                .graph
                .iter()
                .filter(|(from, _)| from == id)
                .flat_map(|(_, to)| to);
            waiting.extend(edges.map(String::as_str));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::Package;

    fn package(name: &str, folder: Option<&str>, stated: Option<&str>) -> Package {
        Package {
            name: name.to_owned(),
            id: name.to_owned(),
            folder: folder.map(str::to_owned),
            rust_version: stated.map(str::to_owned),
            ..Package::default()
        }
    }

    fn compared(edges: &[(&str, &str)]) -> Compared {
        let metadata = Metadata {
            packages: vec![
                package("traits", Some("traits"), Some("1.88")),
                package("benches", Some("benches"), Some("1.88")),
                package("old", None, Some("1.60")),
                package("new", None, Some("1.90")),
                package("silent", None, None),
            ],
            graph: edges
                .iter()
                .map(|(from, to)| ((*from).to_owned(), vec![(*to).to_owned()]))
                .collect(),
            target_directory: std::path::PathBuf::new(),
        };
        compare(&metadata, RustVersion::parse("1.88").expect("a version"))
    }

    #[test]
    fn a_dependency_that_asks_for_more_is_found_through_others() {
        let found = compared(&[("traits", "old"), ("old", "new")]);
        assert_eq!(found.findings.len(), 1);
        assert_eq!((found.stating, found.silent), (2, 1));
    }

    #[test]
    fn what_only_benches_reach_is_told_apart() {
        let found = compared(&[("benches", "new"), ("traits", "old")]);
        assert!(found.findings.is_empty());
        assert_eq!(found.exempt, ["`new ` asks for Rust 1.90"]);
    }
}
