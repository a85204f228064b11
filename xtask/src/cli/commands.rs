//! The table of commands.

use std::path::Path;

use super::Args;
use crate::failure::Outcome;
use crate::{
    bench, clients, contract, demo, faults, layering, matrix, migration, msrv, sizes, steps, tidy,
};

/// One command of `cargo xtask`.
pub(crate) struct Command {
    /// The first word after `cargo xtask`.
    pub(crate) name: &'static str,
    /// The options it takes, for the help.
    pub(crate) options: &'static str,
    /// What it does or holds, in one line.
    pub(crate) about: &'static str,
    /// What it runs: the repository's root and the words that follow.
    pub(crate) run: fn(&Path, Args) -> Outcome,
}

/// Every command, in the order of the help.
pub(crate) const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        options: "[--seconds N] [--runtime NAME] [--appendfsync POLICY]",
        about: "build the Redis-protocol server, run it on each runtime, measure it over loopback",
        run: demo::command,
    },
    Command {
        name: "test",
        options: "[--only a,b] [--skip a,b]",
        about: "every check below, each timed; fails at the end and names what failed",
        run: steps::all,
    },
    Command {
        name: "fmt",
        options: "",
        about: "formatting: cargo fmt --check",
        run: steps::fmt,
    },
    Command {
        name: "layering",
        options: "",
        about: "which crate may depend on which, and where a runtime may be named",
        run: layering::command,
    },
    Command {
        name: "tidy",
        options: "",
        about: "file size, index-only mod.rs, unsafe under raw/, READMEs, links and other house rules",
        run: tidy::command,
    },
    Command {
        name: "contract",
        options: "",
        about: "`# Cancel safety` and `# Errors` on every public future",
        run: contract::command,
    },
    Command {
        name: "msrv",
        options: "",
        about: "rust-version stated once, and no dependency asks for a newer one",
        run: msrv::command,
    },
    Command {
        name: "clippy",
        options: "",
        about: "the lint table, warnings refused",
        run: steps::clippy,
    },
    Command {
        name: "unit",
        options: "",
        about: "unit, integration, conformance and doc tests",
        run: steps::unit,
    },
    Command {
        name: "docs",
        options: "",
        about: "rustdoc, warnings refused",
        run: steps::docs,
    },
    Command {
        name: "features",
        options: "",
        about: "every combination of features of every library crate compiles without a warning",
        run: steps::features,
    },
    Command {
        name: "matrix",
        options: "[--check]",
        about: "run the conformance suite and write docs/MATRIX.md; --check compares instead",
        run: matrix::command,
    },
    Command {
        name: "faults",
        options: "[--check]",
        about: "provoke what can go wrong around a runtime, on each, and write docs/FAULTS.md; --check compares",
        run: faults::command,
    },
    Command {
        name: "loom",
        options: "[--more] [--weaken [--only PATH]]",
        about: "loom models of what waits and wakes, with their executions and bounds",
        run: steps::loom,
    },
    Command {
        name: "bridges",
        options: "",
        about: "clippy, rustdoc and tests of bridges/ and of the programs on them, which `test` leaves out",
        run: steps::bridges,
    },
    Command {
        name: "clients",
        options: "",
        about: "curl, wrk, h2load, nghttp and a browser against examples/web, on each runtime",
        run: clients::command,
    },
    Command {
        name: "asan",
        options: "",
        about: "the tests under AddressSanitizer, where a nightly toolchain is installed",
        run: steps::asan,
    },
    Command {
        name: "bench",
        options: "overhead [...]",
        about: "measure anyrt against the bare runtimes and write the table under docs/bench/",
        run: bench::command,
    },
    Command {
        name: "migration",
        options: "[--check]",
        about: "run the examples of tokio::sync and async-channel on our channels, write docs/migration.md",
        run: migration::command,
    },
    Command {
        name: "sizes",
        options: "",
        about: "how large the futures of the combinators are, in bytes; fails when one has grown",
        run: sizes::command,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct() {
        let mut names: Vec<_> = COMMANDS.iter().map(|command| command.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COMMANDS.len());
    }
}
