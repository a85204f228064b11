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
    let words: Vec<String> = std::env::args().skip(1).collect();
    let names = Operation::ALL.map(Operation::name);
    let choice = match Choice::parse(&words, ROUNDS, &names) {
        Ok(Some(choice)) => choice,
        Ok(None) => {
            out::line(options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            out::note(&format!("quic: {error}; see --help"));
            return ExitCode::from(2);
        }
    };
    match run(&choice) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("quic: {error}"));
            ExitCode::FAILURE
        }
    }
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
