//! Compares files and programs through anyrt with those of the bare runtimes.
//!
//! Every operation is run by all of them in one process, in interleaved rounds. See `--help`.

mod anyrt;
mod bare;
mod case;
mod options;
mod report;
mod scratch;

use std::{io, process::ExitCode};

use anyrt_benches::{Choice, Variants, out};

use self::{case::Operation, report::Measured};

/// How many rounds there are if nobody says.
const ROUNDS: usize = 31;

fn main() -> ExitCode {
    let names = Operation::ALL.map(Operation::name);
    Choice::run("files", options::HELP, ROUNDS, &names, run)
}

fn run(choice: &Choice) -> io::Result<()> {
    let scratch = scratch::Scratch::new()?;
    let mut results = Vec::new();
    for case in case::all(&scratch)? {
        if choice.wants(case.operation.name()) {
            out::note(&format!(
                "{} on {} ...",
                case.operation.name(),
                case.runtime
            ));
            results.push(Measured {
                operation: case.operation,
                runtime: case.runtime,
                variants: Variants::measure(&case.variants, choice.rounds)?,
            });
        }
    }
    let page = report::page(&results, choice.rounds, scratch.folder());
    out::line(&report::tables(&results));
    if let Some(folder) = &choice.write {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("files.md"), page)?;
    }
    Ok(())
}
