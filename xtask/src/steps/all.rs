//! `cargo xtask test`.

use std::path::Path;
use std::time::{Duration, Instant};

use super::selection::select;
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::out;
use crate::table::{Align, Table};

/// Runs the selected steps, each timed; a failing one does not keep the later ones from running.
///
/// # Errors
///
/// Fails at the end, naming the steps that did.
pub(crate) fn all(root: &Path, mut args: Args) -> Outcome {
    let (only, skip) = (args.value("--only")?, args.value("--skip")?);
    args.finish()?;
    let steps = select(only.as_deref(), skip.as_deref())?;
    if steps.is_empty() {
        return Err(Failure::usage("no step is left to run"));
    }
    let mut results: Vec<(&str, Duration, Outcome)> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        out::line(&format!(
            "\n== {} ({}/{})",
            step.name,
            index + 1,
            steps.len()
        ));
        let words: Vec<String> = step.words.iter().map(|word| (*word).to_owned()).collect();
        let start = Instant::now();
        let outcome = (step.run)(root, Args::new(&words));
        let took = start.elapsed();
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        if let Err(failure) = &outcome {
            out::line(&failure.to_string());
        }
        out::line(&format!("== {}: {word} in {}", step.name, shown(took)));
        results.push((step.name, took, outcome));
    }
    out::line(&format!("\n{}", summary(&results)));
    for (name, _, outcome) in &results {
        // Said above already, where the end of a long output does not reach.
        if let Err(failure) = outcome {
            out::line(&format!("{name}:\n{failure}\n"));
        }
    }
    conclude(&results)
}

fn summary(results: &[(&str, Duration, Outcome)]) -> String {
    let mut table = Table::new(&[
        ("step", Align::Left),
        ("result", Align::Left),
        ("time", Align::Right),
    ]);
    for (name, took, outcome) in results {
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        table.row([(*name).to_owned(), word.to_owned(), shown(*took)]);
    }
    table.row([
        "total".to_owned(),
        String::new(),
        shown(results.iter().map(|(_, took, _)| *took).sum()),
    ]);
    table.render()
}

fn conclude(results: &[(&str, Duration, Outcome)]) -> Outcome {
    let failed: Vec<&str> = results
        .iter()
        .filter(|(_, _, outcome)| outcome.is_err())
        .map(|(name, ..)| *name)
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "failing steps: {}",
            failed.join(", ")
        )))
    }
}

fn shown(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!(
            "{:.0} m {:02.0} s",
            (seconds / 60.0).floor(),
            (seconds % 60.0).floor()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failing_step_fails_the_whole_and_is_named() {
        let second = Duration::from_secs(1);
        let results = [
            ("fmt", second, Ok(())),
            ("tidy", second * 90, Err(Failure::new("x"))),
        ];
        assert_eq!(
            conclude(&results).expect_err("must fail").to_string(),
            "failing steps: tidy"
        );
        let summary = summary(&results);
        assert!(
            summary.contains("tidy   FAILED  1 m 30 s") && summary.contains("total"),
            "{summary}"
        );
        assert!(conclude(&results[..1]).is_ok());
    }
}
