//! `cargo xtask features`: every combination of features compiles without a warning.

use std::path::Path;

use super::bridges::is_apart;
use crate::cargo::{Cargo, Metadata, Package};
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::out;

/// Up to this many features, every subset is compiled; above it none, each alone, and all.
const SUBSETS_UP_TO: usize = 4;

/// Compiles every published library, and its examples, with each combination of its features.
///
/// Clippy stands in for `cargo check`: it checks the same code, and refuses what is unused under one
/// combination only.
///
/// # Errors
///
/// Fails at the end when a combination did, and names it.
pub(crate) fn features(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let text = Cargo::new(root, &["metadata", "--no-deps", "--format-version", "1"]).capture()?;
    let metadata = Metadata::parse(&text)?;
    let mut failed = Vec::new();
    let mut count = 0;
    for package in metadata
        .members()
        .filter(|package| package.has_library && package.name != "anyrt-benches")
        .filter(|package| !is_apart(package))
    {
        for combination in combinations(&names(package)) {
            for targets in targets(package) {
                count += 1;
                let cargo = Cargo::new(
                    root,
                    &["clippy", "--quiet", "--locked", "--package", &package.name],
                )
                .args([
                    "--no-default-features".to_owned(),
                    "--features".to_owned(),
                    combination.join(","),
                ])
                .args([(*targets).to_owned()])
                .args(["--", "-D", "warnings"].map(str::to_owned));
                if cargo.run().is_err() {
                    failed.push(format!(
                        "{} {targets} [{}]",
                        package.name,
                        combination.join(",")
                    ));
                }
            }
        }
    }
    out::line(&format!(
        "features: {count} combinations, {} failed",
        failed.len()
    ));
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("features: {}", failed.join("; "))))
    }
}

/// The sets of targets to compile apart: dev-dependencies, which examples see, turn features on too.
fn targets(package: &Package) -> &'static [&'static str] {
    if package.has_examples {
        &["--lib", "--examples"]
    } else {
        &["--lib"]
    }
}

fn names(package: &Package) -> Vec<&str> {
    let names = package.features.iter().map(|(name, _)| name.as_str());
    names.filter(|name| *name != "default").collect()
}

fn combinations<'a>(names: &[&'a str]) -> Vec<Vec<&'a str>> {
    if names.len() <= SUBSETS_UP_TO {
        let subset = |bits: usize| {
            let chosen = names
                .iter()
                .enumerate()
                .filter(|(index, _)| bits & (1 << index) != 0);
            chosen.map(|(_, name)| *name).collect()
        };
        return (0..1 << names.len()).map(subset).collect();
    }
    let mut sets = vec![Vec::new()];
    sets.extend(names.iter().map(|name| vec![*name]));
    sets.push(names.to_vec());
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_features_give_every_subset() {
        assert_eq!(combinations(&[]), [Vec::<&str>::new()]);
        assert_eq!(combinations(&["tokio", "async-std", "smol"]).len(), 8);
        assert!(combinations(&["a", "b"]).contains(&vec!["a", "b"]));
    }

    #[test]
    fn many_features_give_none_each_and_all() {
        assert_eq!(combinations(&["a", "b", "c", "d", "e"]).len(), 7);
    }

    #[test]
    fn the_default_is_no_feature_of_its_own() {
        let features = vec![
            ("default".to_owned(), Vec::new()),
            ("a".to_owned(), Vec::new()),
        ];
        let package = Package {
            features,
            ..Package::default()
        };
        assert_eq!(names(&package), ["a"]);
    }
}
