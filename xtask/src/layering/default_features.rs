//! No crate's default features pick a runtime.

use std::collections::BTreeSet;

use super::runtimes::is_runtime;
use crate::cargo::Package;
use crate::finding::Finding;

/// Finds the runtimes, and the features and crates named after one, that `default` turns on.
pub(crate) fn check(package: &Package, manifest: &str) -> Vec<Finding> {
    let names = turned_on(package);
    let picks = names
        .iter()
        .filter(|name| is_runtime(name) || name.strip_prefix("anyrt-").is_some_and(is_runtime));
    picks
        .map(|name| Finding::about(manifest, format!("its default features turn on `{name}`")))
        .collect()
}

/// Everything that `default` turns on: features, and the real names of dependencies.
fn turned_on(package: &Package) -> BTreeSet<String> {
    let mut on = BTreeSet::new();
    let mut waiting = vec!["default"];
    while let Some(feature) = waiting.pop() {
        let mut named: Vec<&str> = Vec::new();
        for entry in package
            .features
            .iter()
            .filter(|(name, _)| name == feature)
            .flat_map(|(_, entries)| entries)
        {
            let (name, more) = entry
                .split_once('/')
                .map_or((entry.as_str(), None), |(name, more)| (name, Some(more)));
            // `a?/b` turns nothing on by itself.
            if !name.ends_with('?') {
                named.push(name.strip_prefix("dep:").unwrap_or(name));
                on.extend(more.map(str::to_owned));
            }
        }
        for name in named {
            let dependency = package
                .dependencies
                .iter()
                .find(|dependency| dependency.alias == name);
            if on.insert(
                dependency
                    .map_or(name, |dependency| &dependency.name)
                    .to_owned(),
            ) {
                waiting.push(name);
            }
        }
    }
    on
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::{Dependency, DependencyKind};

    fn found(features: &[(&str, &[&str])]) -> usize {
        let own = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        let dependency = Dependency {
            name: "tokio".to_owned(),
            alias: "rt".to_owned(),
            kind: DependencyKind::Normal,
            optional: true,
        };
        let package = Package {
            features: features
                .iter()
                .map(|(name, on)| ((*name).to_owned(), own(on)))
                .collect(),
            dependencies: vec![dependency],
            ..Package::default()
        };
        check(&package, "Cargo.toml").len()
    }

    #[test]
    fn a_default_that_picks_a_runtime_is_found() {
        assert_eq!(
            found(&[("default", &["tokio"]), ("tokio", &["dep:anyrt-tokio"])]),
            2
        );
        assert_eq!(
            found(&[
                ("default", &["fast"]),
                ("fast", &["io"]),
                ("io", &["dep:rt"])
            ]),
            1
        );
        assert_eq!(found(&[("default", &["rt/net"])]), 1);
        assert_eq!(found(&[("default", &["kit/async-io"])]), 1);
    }

    #[test]
    fn a_default_that_picks_none_passes() {
        assert_eq!(
            found(&[("default", &[]), ("tokio", &["dep:anyrt-tokio"])]),
            0
        );
        assert_eq!(
            found(&[("default", &["log", "rt?/net"]), ("log", &["default"])]),
            0
        );
    }
}
