//! The command.

use std::path::Path;

use super::observations::{Observation, missing, observations};
use super::render::document;
use crate::cargo::Cargo;
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::steps::left_out;

const TESTS: &str = "compat-tests/tests/faults";
const DOCUMENT: &str = "docs/FAULTS.md";

/// Provokes every fault on every runtime and writes the document; `--check` compares with the committed one
/// instead.
///
/// # Errors
///
/// Fails when a fault is not withstood, when a runtime was not put to one, or when the document is stale.
pub(crate) fn command(root: &Path, mut args: Args) -> Outcome {
    let check = args.flag("--check");
    args.finish()?;
    // The same packages and features as `cargo xtask unit`, so that nothing is built twice.
    let words = [
        "test",
        "--locked",
        "--workspace",
        "--all-features",
        "--test",
        "faults",
        "--no-fail-fast",
    ];
    let run = Cargo::new(root, &words)
        .args(left_out(root)?)
        .args(["--", "--nocapture"].map(str::to_owned))
        .tee()?;
    let observations = observations(&run.stdout);
    if observations.is_empty() {
        return Err(Failure::new("no fault was observed"));
    }
    let text = document(&observations, |group| about(root, group));
    let path = root.join(DOCUMENT);
    let stale = check && std::fs::read_to_string(&path).ok().as_deref() != Some(&text);
    verdict(&observations, run.success, stale)?;
    if check {
        return Ok(());
    }
    std::fs::write(path, text)
        .map_err(|error| Failure::new(format!("cannot write {DOCUMENT}: {error}")))
}

/// The first line of documentation of the tests of a group.
fn about(root: &Path, group: &str) -> String {
    let path = root.join(TESTS).join(format!("{group}.rs"));
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let first = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//! "));
    first.unwrap_or_default().to_owned()
}

fn verdict(observations: &[Observation], success: bool, stale: bool) -> Outcome {
    let mut problems = missing(observations);
    if !success {
        problems.push("the test run failed; its report is above".to_owned());
    }
    if stale {
        problems.push(format!(
            "{DOCUMENT} is stale; `cargo xtask faults` writes it"
        ));
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "faults:\n  {}",
        problems.join("\n  ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_a_failed_run_or_a_stale_document_fails() {
        let full = observations("FAULT a::x tokio seen\nFAULT a::x smol seen\n");
        let gap = observations("FAULT a::x tokio seen\nFAULT a::x smol seen\nFAULT a::y smol s\n");
        assert!(verdict(&full, true, false).is_ok());
        assert!(verdict(&gap, true, false).is_err());
        assert!(verdict(&full, false, false).is_err());
        assert!(verdict(&full, true, true).is_err());
    }
}
