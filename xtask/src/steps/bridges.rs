//! `cargo xtask bridges`: the crates that pull in large libraries, apart from `cargo xtask test`.

use std::path::Path;

use crate::cargo::{Cargo, Metadata, Package};
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::layering::matches;
use crate::out;

/// The folders of the crates that are checked here.
const FOLDERS: [&str; 2] = ["bridges/*", "examples/*"];

/// Runs clippy, rustdoc and the tests of the bridges, and of the programs that stand on them.
///
/// # Errors
///
/// Fails at the end when one of the three did, and names it.
pub(crate) fn bridges(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let packages: Vec<String> = names(root)?
        .into_iter()
        .flat_map(|name| ["--package".to_owned(), name])
        .collect();
    let runs: [(&str, &[&str], &[&str]); 3] = [
        (
            "clippy",
            &["clippy", "--locked", "--all-targets", "--all-features"],
            &["--", "-D", "warnings"],
        ),
        (
            "docs",
            &["doc", "--locked", "--no-deps", "--all-features"],
            &[],
        ),
        (
            "test",
            &["test", "--locked", "--all-features", "--no-fail-fast"],
            &[],
        ),
    ];
    let mut failed = Vec::new();
    for (name, words, end) in runs {
        out::line(&format!("\n== bridges: {name}"));
        let cargo = Cargo::new(root, words)
            .args(packages.iter().cloned())
            .args(end.iter().map(|word| (*word).to_owned()))
            .env("RUSTDOCFLAGS", "-D warnings");
        if let Err(failure) = cargo.run() {
            out::line(&failure.to_string());
            failed.push(name);
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("bridges: {}", failed.join(", "))))
    }
}

/// Returns the words that leave the bridges out of a command on the workspace.
///
/// # Errors
///
/// Fails when cargo cannot read the workspace.
pub(crate) fn left_out(root: &Path) -> Outcome<Vec<String>> {
    let names = names(root)?.into_iter();
    Ok(names
        .flat_map(|name| ["--exclude".to_owned(), name])
        .collect())
}

/// Returns whether a package is checked here.
pub(super) fn is_apart(package: &Package) -> bool {
    let folder = package.folder.as_deref().unwrap_or_default();
    FOLDERS.iter().any(|pattern| matches(pattern, folder))
}

fn names(root: &Path) -> Outcome<Vec<String>> {
    let text = Cargo::new(root, &["metadata", "--no-deps", "--format-version", "1"]).capture()?;
    let metadata = Metadata::parse(&text)?;
    let apart = metadata.members().filter(|package| is_apart(package));
    Ok(apart.map(|package| package.name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bridges_and_programs_are_apart_and_nothing_else() {
        let is_apart = |folder: &str| {
            is_apart(&Package {
                folder: Some(folder.to_owned()),
                ..Package::default()
            })
        };
        assert!(is_apart("bridges/hyper") && is_apart("examples/web"));
        assert!(!is_apart(".") && !is_apart("traits") && !is_apart("adapters/tokio"));
    }
}
