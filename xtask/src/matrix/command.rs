//! The command.

use std::path::Path;

use super::clauses::clauses;
use super::grid::{Grid, grid};
use super::not_applicable::reasons;
use super::render::{document, terminal};
use super::results::cases;
use crate::cargo::Cargo;
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::out;
use crate::steps::left_out;

const CONTRACT: &str = "docs/CONTRACT.md";
const REASONS: &str = "compat-tests/not-applicable.txt";
const DOCUMENT: &str = "docs/MATRIX.md";

/// Runs the conformance suite, prints the matrix, and writes the document; `--check` compares with the
/// committed one instead.
///
/// # Errors
///
/// Fails when a case does not pass, a clause has no case without a reason, or the document is stale.
pub(crate) fn command(root: &Path, mut args: Args) -> Outcome {
    let check = args.flag("--check");
    args.finish()?;
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path))
            .map_err(|error| Failure::new(format!("cannot read {path}: {error}")))
    };
    let clauses = clauses(&read(CONTRACT)?)?;
    let reasons = reasons(&std::fs::read_to_string(root.join(REASONS)).unwrap_or_default())?;
    // The same packages and features as `cargo xtask unit`, so that nothing is built twice.
    let words = [
        "test",
        "--locked",
        "--workspace",
        "--all-features",
        "--test",
        "conformance",
        "--no-fail-fast",
    ];
    let run = Cargo::new(root, &words).args(left_out(root)?).tee()?;
    let cases = cases(&run.stdout);
    if cases.is_empty() {
        return Err(Failure::new("the conformance suite ran no case"));
    }
    let grid = grid(&clauses, &cases, &reasons);
    out::line(&format!("\n{}", terminal(&clauses, &grid)));
    let text = document(&clauses, &grid);
    let stale = if check {
        read(DOCUMENT).ok().as_deref() != Some(&text)
    } else {
        std::fs::write(root.join(DOCUMENT), &text)
            .map_err(|error| Failure::new(format!("cannot write {DOCUMENT}: {error}")))?;
        false
    };
    verdict(&grid, run.success, stale)
}

fn verdict(grid: &Grid, success: bool, stale: bool) -> Outcome {
    let mut problems = grid.problems.clone();
    if !success && problems.is_empty() {
        problems.push("the test run failed outside the cases".to_owned());
    }
    if stale {
        problems.push(format!(
            "{DOCUMENT} is stale; `cargo xtask matrix` writes it"
        ));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "matrix:\n  {}",
            problems.join("\n  ")
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(problems: Vec<String>) -> Grid {
        Grid {
            runtimes: Vec::new(),
            rows: Vec::new(),
            footnotes: Vec::new(),
            cases: 1,
            runs: 1,
            problems,
        }
    }

    #[test]
    fn a_problem_a_stale_document_or_a_crash_fails() {
        assert!(verdict(&with(Vec::new()), true, false).is_ok());
        assert!(verdict(&with(vec!["x".to_owned()]), true, false).is_err());
        assert!(verdict(&with(Vec::new()), false, false).is_err());
        assert!(verdict(&with(Vec::new()), true, true).is_err());
    }
}
