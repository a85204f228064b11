//! The command.

use std::path::Path;

use super::dependencies::compare;
use super::stated::stated;
use crate::cargo::{Cargo, Metadata};
use crate::cli::Args;
use crate::failure::Outcome;
use crate::finding::conclude;
use crate::out;

/// Runs the check on the workspace at `root`.
///
/// # Errors
///
/// Fails when the version is stated twice or not inherited, or a dependency asks for a newer one.
pub(crate) fn command(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let (ours, mut findings) = stated(root)?;
    let words = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--all-features",
    ];
    let compared = compare(
        &Metadata::parse(&Cargo::new(root, &words).capture()?)?,
        ours,
    );
    for line in &compared.exempt {
        out::line(&format!("exempt, since only benches reach it: {line}"));
    }
    findings.extend(compared.findings);
    let looked_at = format!(
        "{} dependencies state a rust-version, {} state none",
        compared.stating, compared.silent
    );
    conclude("msrv", &looked_at, findings)
}
