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
    let words: Vec<String> = std::env::args().skip(1).collect();
    let names = Operation::ALL.map(Operation::name);
    let choice = match Choice::parse(&words, ROUNDS, &names) {
        Ok(Some(choice)) => choice,
        Ok(None) => {
            out::line(options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            out::note(&format!("files: {error}; see --help"));
            return ExitCode::from(2);
        }
    };
    match run(&choice) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("files: {error}"));
            ExitCode::FAILURE
        }
    }
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
