//! What a crate pulls in through others.

use super::runtimes::is_runtime;
use crate::finding::Finding;

/// The packages that, as a user gets them, reach no runtime.
pub(crate) const NEUTRAL_FOLDERS: [&str; 6] = [
    ".",
    "traits",
    "adapters/kit",
    "combinators",
    "channels",
    "bridges/*",
];

/// Finds the runtimes in `tree`, the lines of `cargo tree --prefix none` for a package with its default
/// features and without its dev-dependencies.
pub(crate) fn check(tree: &str, manifest: &str) -> Vec<Finding> {
    let names = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let runtimes = names.filter(|name| is_runtime(name));
    runtimes
        .map(|name| {
            Finding::about(
                manifest,
                format!("reaches the runtime `{name}` with default features"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtime_behind_another_crate_is_found() {
        let tree =
            "anyrt-traits v0.1.0 (x)\nfutures-io v0.3.34\nsome-crate v1.0.0\ntokio v1.54.0 (*)\n";
        assert_eq!(check(tree, "traits/Cargo.toml").len(), 1);
        assert!(check("anyrt-tokio v0.1.0\nfutures-io v0.3.34\n", "x").is_empty());
    }
}
