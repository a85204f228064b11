//! The layers: one row per kind of folder.

use crate::cargo::{Dependency, DependencyKind};

/// What the crates of one kind of folder may depend on.
#[derive(Debug)]
pub(crate) struct Layer {
    /// The folder; a last part `*` stands for any name.
    pub(crate) folder: &'static str,
    /// The workspace folders it may depend on.
    pub(crate) may: &'static [&'static str],
    /// Those it may depend on only as an optional dependency.
    pub(crate) may_optionally: &'static [&'static str],
    /// Those it may depend on in its tests alone.
    pub(crate) may_in_tests: &'static [&'static str],
}

/// The table of layers; the first row that matches a folder counts.
pub(crate) const LAYERS: &[Layer] = &[
    Layer {
        folder: "traits",
        may: &[],
        may_optionally: &[],
        may_in_tests: &[],
    },
    Layer {
        folder: "channels",
        may: &[],
        may_optionally: &[],
        may_in_tests: &[],
    },
    Layer {
        folder: "combinators",
        may: &["traits"],
        may_optionally: &[],
        may_in_tests: &[],
    },
    Layer {
        folder: "adapters/kit",
        may: &["traits"],
        may_optionally: &[],
        may_in_tests: &[],
    },
    Layer {
        folder: "adapters/*",
        may: &["traits", "adapters/kit"],
        may_optionally: &[],
        may_in_tests: &[],
    },
    Layer {
        folder: "bridges/*",
        may: &["traits"],
        may_optionally: &[],
        may_in_tests: &["adapters/*", ".", "testing"],
    },
    Layer {
        folder: "examples/*",
        may: &[".", "combinators", "bridges/*"],
        may_optionally: &[],
        may_in_tests: &["adapters/*", "testing"],
    },
    Layer {
        folder: "testing",
        may: &["."],
        may_optionally: &[],
        may_in_tests: &[],
    },
    Layer {
        folder: ".",
        may: &["traits", "combinators", "channels"],
        may_optionally: &["adapters/*", "bridges/*"],
        may_in_tests: &["compat-tests"],
    },
    Layer {
        folder: "compat-tests",
        may: &["traits", "combinators"],
        may_optionally: &[],
        may_in_tests: &["adapters/*"],
    },
    Layer {
        folder: "benches",
        may: &["*", "adapters/*", "bridges/*", "."],
        may_optionally: &[],
        may_in_tests: &[],
    },
    Layer {
        folder: "xtask",
        may: &[],
        may_optionally: &[],
        may_in_tests: &[],
    },
];

impl Layer {
    /// Returns the row for a folder.
    pub(crate) fn of(folder: &str) -> Option<&'static Self> {
        LAYERS.iter().find(|layer| matches(layer.folder, folder))
    }

    /// Returns why a dependency on the workspace's crate in `target` breaks the row, or `None`.
    pub(crate) fn refuses(&self, dependency: &Dependency, target: &str) -> Option<String> {
        let any = |patterns: &[&str]| patterns.iter().any(|pattern| matches(pattern, target));
        if any(self.may) {
            return None;
        }
        let in_tests = dependency.kind == DependencyKind::Dev;
        if in_tests && any(self.may_in_tests) {
            return None;
        }
        if any(self.may_optionally) {
            let fine = dependency.optional || in_tests;
            return (!fine)
                .then(|| format!("may depend on `{target}` only as an optional dependency"));
        }
        if any(self.may_in_tests) {
            return Some(format!("may depend on `{target}` only as a dev-dependency"));
        }
        Some(format!("may not depend on `{target}`"))
    }
}

/// Returns whether a folder matches a pattern.
pub(crate) fn matches(pattern: &str, folder: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(front) => folder
            .strip_prefix(front)
            .is_some_and(|rest| !rest.is_empty() && !rest.contains('/') && rest != "."),
        None => pattern == folder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_name() {
        assert!(matches("adapters/*", "adapters/tokio"));
        assert!(!matches("adapters/*", "adapters/tokio/x"));
        assert!(!matches("adapters/*", "adapters"));
        assert!(matches(".", ".") && !matches("*", "."));
    }

    #[test]
    fn the_kit_has_a_row_before_the_adapters() {
        assert_eq!(
            Layer::of("adapters/kit").map(|layer| layer.may),
            Some(&["traits"][..])
        );
        assert!(Layer::of("elsewhere").is_none());
    }
}
