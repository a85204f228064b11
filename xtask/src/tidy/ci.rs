//! The workflow runs every step of `cargo xtask test`, each as a job of its own.

use crate::finding::Finding;
use crate::steps::STEPS;
use crate::tree::File;

const WORKFLOW: &str = ".github/workflows/ci.yml";

/// Finds steps that the workflow does not run.
pub(crate) fn check(files: &[File]) -> Vec<Finding> {
    let Some(workflow) = files.iter().find(|file| file.path == WORKFLOW) else {
        return vec![Finding::about(WORKFLOW, "missing")];
    };
    let runs = |name: &str| {
        let wanted = format!("cargo xtask {name}");
        workflow.text.lines().any(|line| {
            line.split_once(&wanted)
                .is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let missing = STEPS.iter().filter(|step| !runs(step.name));
    missing
        .map(|step| {
            Finding::about(
                WORKFLOW,
                format!("no line of the workflow runs `cargo xtask {}`", step.name),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_no_line_runs_is_found() {
        let all: String = STEPS
            .iter()
            .map(|step| format!("- run: cargo xtask {}\n", step.name))
            .collect();
        let file = |text: String| {
            [File {
                path: WORKFLOW.to_owned(),
                text,
            }]
        };
        assert_eq!(check(&file(all.clone())).len(), 0);
        assert_eq!(
            check(&file(
                all.replace("cargo xtask fmt\n", "cargo xtask fmtx\n")
            ))
            .len(),
            1
        );
        assert_eq!(check(&[]).len(), 1);
    }
}
