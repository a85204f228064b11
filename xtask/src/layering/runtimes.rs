//! Where a runtime, a part of one, or a peer may be named.

use super::exceptions::excepted;
use super::layers::matches;
use crate::cargo::{Dependency, DependencyKind, Package};
use crate::finding::Finding;

/// A crate that is a runtime or a part of one, and the adapters it belongs to.
#[derive(Debug)]
struct Runtime {
    name: &'static str,
    adapters: &'static [&'static str],
}

const ASYNC_IO_FAMILY: &[&str] = &["adapters/kit", "adapters/smol", "adapters/async-std"];

const RUNTIMES: &[Runtime] = &[
    Runtime {
        name: "tokio",
        adapters: &["adapters/tokio"],
    },
    Runtime {
        name: "async-std",
        adapters: &["adapters/async-std"],
    },
    Runtime {
        name: "smol",
        adapters: &["adapters/smol"],
    },
    Runtime {
        name: "async-io",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "async-executor",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "async-global-executor",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "async-task",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "blocking",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "async-net",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "async-fs",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "async-process",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "async-signal",
        adapters: ASYNC_IO_FAMILY,
    },
    Runtime {
        name: "tokio-util",
        adapters: &["adapters/tokio"],
    },
    Runtime {
        name: "tokio-stream",
        adapters: &["adapters/tokio"],
    },
];

/// Crates with our own aims: to measure against, in `benches` alone.
const PEERS: &[&str] = &[
    "agnostic",
    "agnostic-lite",
    "async-broadcast",
    "async-channel",
    "async-compat",
    "async-unsync",
    "async_executors",
    "asyncband",
    "crossfire",
    "flume",
    "futures-concurrency",
    "kanal",
    "loole",
    "oneshot",
    "postage",
    "tachyonix",
    "tor-rtcompat",
];

/// Returns whether a crate is a runtime or a part of one.
pub(crate) fn is_runtime(name: &str) -> bool {
    RUNTIMES.iter().any(|runtime| runtime.name == name)
}

/// Finds the runtimes and peers that a package may not name.
pub(crate) fn check(folder: &str, package: &Package, manifest: &str) -> Vec<Finding> {
    let complaint = |dependency: &Dependency| {
        let refusal = refused(folder, dependency)?;
        (!excepted(folder, dependency)).then(|| Finding::about(manifest, refusal))
    };
    package.dependencies.iter().filter_map(complaint).collect()
}

fn refused(folder: &str, dependency: &Dependency) -> Option<String> {
    let name = &dependency.name;
    if folder == "benches" {
        return None;
    }
    if PEERS.contains(&name.as_str()) {
        return Some(format!(
            "names the peer `{name}`; peers live in benches alone"
        ));
    }
    let runtime = RUNTIMES.iter().find(|runtime| runtime.name == *name)?;
    if folder == "compat-tests" && dependency.kind == DependencyKind::Dev {
        return None;
    }
    if runtime.adapters.contains(&folder) {
        // What the kit shares is for the adapters that ask for it.
        let shared = matches("adapters/kit", folder)
            && !dependency.optional
            && dependency.kind != DependencyKind::Dev;
        return shared.then(|| format!("names `{name}` without a feature that asks for it"));
    }
    Some(format!(
        "names the runtime `{name}`, which belongs to {}",
        runtime.adapters.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &str, name: &str, kind: DependencyKind, optional: bool) -> Vec<String> {
        let dependency = Dependency {
            name: name.to_owned(),
            alias: name.to_owned(),
            kind,
            optional,
        };
        let package = Package {
            dependencies: vec![dependency],
            ..Package::default()
        };
        check(folder, &package, "Cargo.toml")
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn traits_name_no_runtime_not_even_in_tests() {
        assert_eq!(
            found("traits", "tokio", DependencyKind::Normal, true).len(),
            1
        );
        assert_eq!(found("traits", "smol", DependencyKind::Dev, false).len(), 1);
        assert!(found("traits", "futures-io", DependencyKind::Normal, false).is_empty());
    }

    #[test]
    fn an_adapter_names_its_own_runtime_alone() {
        assert!(found("adapters/tokio", "tokio", DependencyKind::Normal, false).is_empty());
        assert_eq!(
            found("adapters/tokio", "async-io", DependencyKind::Normal, false).len(),
            1
        );
        assert_eq!(
            found("adapters/smol", "tokio", DependencyKind::Dev, false).len(),
            1
        );
    }

    #[test]
    fn the_kit_names_parts_of_a_runtime_behind_a_feature() {
        assert!(found("adapters/kit", "async-io", DependencyKind::Normal, true).is_empty());
        assert_eq!(
            found("adapters/kit", "async-io", DependencyKind::Normal, false).len(),
            1
        );
    }

    #[test]
    fn the_suite_names_runtimes_in_tests_alone() {
        assert!(found("compat-tests", "tokio", DependencyKind::Dev, false).is_empty());
        assert_eq!(
            found("compat-tests", "tokio", DependencyKind::Normal, false).len(),
            1
        );
    }

    #[test]
    fn peers_live_in_benches() {
        assert!(found("benches", "flume", DependencyKind::Normal, false).is_empty());
        assert_eq!(found(".", "flume", DependencyKind::Dev, false).len(), 1);
    }

    #[test]
    fn a_written_exception_lets_through_what_it_names_and_no_more() {
        assert!(found("combinators", "tokio", DependencyKind::Normal, true).is_empty());
        assert_eq!(
            found("combinators", "tokio", DependencyKind::Normal, false).len(),
            1
        );
        assert_eq!(
            found("combinators", "smol", DependencyKind::Normal, true).len(),
            1
        );
    }
}
