//! The steps that hand the whole workspace to cargo.

use std::path::Path;

use crate::cargo::Cargo;
use crate::cli::Args;
use crate::failure::Outcome;

/// Checks the formatting.
///
/// # Errors
///
/// Fails when a file would be formatted otherwise.
pub(crate) fn fmt(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    Cargo::new(root, &["fmt", "--all", "--check"]).run()
}

/// Runs clippy on everything, warnings refused.
///
/// # Errors
///
/// Fails on a warning.
pub(crate) fn clippy(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let words = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ];
    Cargo::new(root, &words).run()
}

/// Runs every test: unit, integration, conformance and documentation.
///
/// # Errors
///
/// Fails when a test does; the other binaries' tests are run all the same.
pub(crate) fn unit(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    Cargo::new(
        root,
        &[
            "test",
            "--locked",
            "--workspace",
            "--all-features",
            "--no-fail-fast",
        ],
    )
    .run()
}

/// Builds the documentation, warnings refused.
///
/// # Errors
///
/// Fails on a warning.
pub(crate) fn docs(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let words = [
        "doc",
        "--locked",
        "--workspace",
        "--no-deps",
        "--all-features",
    ];
    Cargo::new(root, &words)
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()
}
