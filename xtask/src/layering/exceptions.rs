//! What the rules let through, each with its reason.

use crate::cargo::{Dependency, DependencyKind};

/// One dependency on a runtime that a rule would refuse.
#[derive(Debug)]
struct Exception {
    folder: &'static str,
    dependency: &'static str,
    only: Only,
    reason: &'static str,
}

/// How far an exception reaches.
#[derive(Debug)]
enum Only {
    /// The dependency is optional.
    Optional,
    /// The package is an example, which nobody depends on.
    Unpublished,
}

const EXCEPTIONS: &[Exception] = &[
    Exception {
        folder: "combinators",
        dependency: "tokio",
        only: Only::Optional,
        reason: "the adapters to and from tokio's I/O traits, which no other crate defines",
    },
    Exception {
        folder: "examples/recipes",
        dependency: "tokio",
        only: Only::Unpublished,
        reason: "the recipe for libraries that need tokio, on other runtimes",
    },
];

/// Returns whether a dependency is let through.
pub(crate) fn excepted(folder: &str, dependency: &Dependency) -> bool {
    EXCEPTIONS.iter().any(|exception| {
        let reaches = match exception.only {
            Only::Optional => dependency.optional && dependency.kind == DependencyKind::Normal,
            Only::Unpublished => true,
        };
        reaches && exception.folder == folder && exception.dependency == dependency.name
    })
}

/// Returns the exceptions as lines, to be printed beside the result.
pub(crate) fn listed() -> Vec<String> {
    let line = |e: &Exception| {
        format!(
            "excepted: {} may name `{}` ({:?}): {}",
            e.folder, e.dependency, e.only, e.reason
        )
    };
    EXCEPTIONS.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exception_has_a_reason() {
        assert!(
            EXCEPTIONS
                .iter()
                .all(|exception| exception.reason.len() > 20)
        );
        assert_eq!(listed().len(), EXCEPTIONS.len());
    }
}
