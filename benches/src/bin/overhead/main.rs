//! Compares each runtime used directly with the same through anyrt, static and erased.
//!
//! Every block of operations is measured in a process of its own, which this program starts as itself: so
//! none inherits the threads, timers and sockets of another, where memory happens to be placed varies from
//! round to round instead of favouring one variant throughout, and the runtimes that read the number of
//! their threads from the environment find one there.

mod anyrt;
mod case;
mod child;
mod compare;
mod direct;
mod options;
mod parked;
mod program;
mod report;
mod setup;
mod verdict;

use std::{io, process::ExitCode};

use anyrt_benches::out;

use self::options::{Command, HELP};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let command = match options::parse(&words) {
        Ok(command) => command,
        Err(error) => {
            out::note(&format!("overhead: {error}; see --help"));
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("overhead: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> io::Result<()> {
    match command {
        Command::Help => {
            out::line(HELP);
            Ok(())
        }
        Command::Compare(options) => compare::run(&options),
        Command::Measure {
            case,
            variant,
            times,
        } => child::measure(case, variant, times),
        Command::Count {
            case,
            variant,
            times,
        } => setup::block(case, variant)?(times).map(drop),
    }
}
