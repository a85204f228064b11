//! Compares quinn on the runtimes that it brings along with quinn through anyrt-quinn.
//!
//! Every operation is run by all of them in one process, in interleaved rounds. See `--help`.

mod case;
mod operation;
mod options;
mod pair;
mod report;
mod trust;

use std::{io, process::ExitCode};

use anyrt_benches::{Choice, Variants, out};

use self::{operation::Operation, report::Measured};

/// How many rounds there are if nobody says.
const ROUNDS: usize = 31;

fn main() -> ExitCode {
    let names = Operation::ALL.map(Operation::name);
    Choice::run("quic", options::HELP, ROUNDS, &names, run)
}

fn run(choice: &Choice) -> io::Result<()> {
    let mut results = Vec::new();
    for operation in Operation::ALL {
        if !choice.wants(operation.name()) {
            continue;
        }
        for case in case::all(operation)? {
            out::note(&format!("{} on {} ...", operation.name(), case.runtime));
            results.push(Measured {
                operation,
                runtime: case.runtime,
                variants: Variants::measure(&case.variants, choice.rounds)?,
            });
        }
    }
    out::line(&report::tables(&results));
    if let Some(folder) = &choice.write {
        std::fs::create_dir_all(folder)?;
        let page = report::page(&results, choice.rounds);
        std::fs::write(folder.join("quic.md"), page)?;
    }
    Ok(())
}
