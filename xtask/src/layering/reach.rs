//! What a crate pulls in through others.

use super::layers::matches;
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

/// The folders whose libraries may bring a crate of a runtime in without what makes it run: hyper and quinn
/// use channels of tokio, and name its I/O traits.
const BRIDGES: &str = "bridges/*";

/// The features of tokio without which it runs nothing.
const RUNNING: [&str; 3] = ["rt", "rt-multi-thread", "time"];

/// Finds the runtimes in `tree`, the lines of `cargo tree --prefix none --format "{p} {f}"` for a package with
/// its default features and without its dev-dependencies.
pub(crate) fn check(tree: &str, folder: &str, manifest: &str) -> Vec<Finding> {
    let runs = |line: &&str| {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let features = words.find(|word| !word.starts_with(['v', '(']));
        let mut features = features.unwrap_or_default().split(',');
        let is_idle = name == "tokio" && !features.any(|feature| RUNNING.contains(&feature));
        is_runtime(name) && !(is_idle && matches(BRIDGES, folder))
    };
    let runtimes = tree
        .lines()
        .filter(runs)
        .filter_map(|line| line.split_whitespace().next());
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
        assert_eq!(check(tree, "traits", "traits/Cargo.toml").len(), 1);
        assert!(check("anyrt-tokio v0.1.0\nfutures-io v0.3.34\n", "x", "x").is_empty());
    }

    #[test]
    fn a_bridge_may_reach_what_of_a_runtime_does_not_run() {
        let channels = "hyper v1.12.0 http1\ntokio v1.54.0 net,sync (*)\n";
        let running = "hyper v1.12.0 http1\ntokio v1.54.0 net,rt,sync\n";
        assert!(check(channels, "bridges/hyper", "x").is_empty());
        assert_eq!(check(running, "bridges/hyper", "x").len(), 1);
        assert_eq!(check(channels, "channels", "x").len(), 1);
        assert_eq!(check("smol v2.0.2\n", "bridges/hyper", "x").len(), 1);
    }
}
