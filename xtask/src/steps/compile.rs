//! The steps that hand the workspace to cargo, but for the bridges, which have a step of their own.

use std::path::Path;

use super::bridges::left_out;
use super::broken::excerpt;
use crate::cargo::Cargo;
use crate::cli::Args;
use crate::failure::{Failure, Outcome};

/// Checks the formatting.
///
/// # Errors
///
/// Fails when a file would be formatted otherwise.
pub(crate) fn fmt(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    Cargo::new(root, &["fmt", "--all", "--check"]).run()
}

/// Runs clippy on everything but the bridges, warnings refused.
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
    ];
    Cargo::new(root, &words)
        .args(left_out(root)?)
        .args(["--", "-D", "warnings"].map(str::to_owned))
        .run()
}

/// Runs every test but those of the bridges: unit, integration, conformance and documentation.
///
/// # Errors
///
/// Fails when a test does; the other binaries' tests are run all the same.
pub(crate) fn unit(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let words = [
        "test",
        "--locked",
        "--workspace",
        "--all-features",
        "--no-fail-fast",
    ];
    let run = Cargo::new(root, &words).args(left_out(root)?).tee_both()?;
    if run.success {
        Ok(())
    } else {
        Err(Failure::new(excerpt(&run.stdout)))
    }
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
        .args(left_out(root)?)
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()
}
