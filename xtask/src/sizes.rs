//! `cargo xtask sizes`: how large our own futures are.

use std::path::Path;

use crate::cargo::Cargo;
use crate::cli::Args;
use crate::failure::Outcome;

/// Prints the table of sizes, which is a test of `combinators`, where the bounds are.
///
/// # Errors
///
/// A usage failure for a word too many; fails when a future is larger than its bound.
pub(crate) fn command(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let test = [
        "test",
        "--quiet",
        "--package",
        "anyrt-combinators",
        "--all-features",
        "--test",
        "sizes",
        "--",
        "--nocapture",
    ];
    Cargo::new(root, &test).run()
}
