//! The steps of `cargo xtask test`, in their order: what takes no time first.

use std::path::Path;

use super::compile;
use super::features::features;
use super::verify::loom;
use crate::cli::Args;
use crate::failure::Outcome;
use crate::{contract, layering, matrix, msrv, tidy};

/// One step.
#[derive(Debug)]
pub(crate) struct Step {
    /// Its name, the command that runs it alone.
    pub(crate) name: &'static str,
    /// The words it is run with.
    pub(crate) words: &'static [&'static str],
    /// What runs.
    pub(crate) run: fn(&Path, Args) -> Outcome,
}

/// Every step.
pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        words: &[],
        run: compile::fmt,
    },
    Step {
        name: "layering",
        words: &[],
        run: layering::command,
    },
    Step {
        name: "contract",
        words: &[],
        run: contract::command,
    },
    Step {
        name: "tidy",
        words: &[],
        run: tidy::command,
    },
    Step {
        name: "msrv",
        words: &[],
        run: msrv::command,
    },
    Step {
        name: "clippy",
        words: &[],
        run: compile::clippy,
    },
    Step {
        name: "features",
        words: &[],
        run: features,
    },
    Step {
        name: "docs",
        words: &[],
        run: compile::docs,
    },
    Step {
        name: "unit",
        words: &[],
        run: compile::unit,
    },
    Step {
        name: "loom",
        words: &[],
        run: loom,
    },
    Step {
        name: "matrix",
        words: &["--check"],
        run: matrix::command,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::COMMANDS;

    #[test]
    fn every_step_is_a_command_of_its_own() {
        for step in STEPS {
            assert!(
                COMMANDS.iter().any(|command| command.name == step.name),
                "{}",
                step.name
            );
        }
    }
}
