//! Compares files and programs through anyrt with those of the bare runtimes.
//!
//! Every operation is run by all of them in one process, in interleaved rounds. See `--help`.

mod anyrt;
mod bare;
mod case;
mod options;
mod report;
mod rounds;
mod scratch;

use std::{io, process::ExitCode};

use anyrt_benches::out;

use self::options::Options;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::parse(&words) {
        Ok(Some(options)) => options,
        Ok(None) => {
            out::line(options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            out::note(&format!("files: {error}; see --help"));
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("files: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> io::Result<()> {
    let scratch = scratch::Scratch::new()?;
    let mut results = Vec::new();
    for case in case::all(&scratch)? {
        if options.wants(case.operation.name()) {
            out::note(&format!(
                "{} on {} ...",
                case.operation.name(),
                case.runtime
            ));
            results.push(rounds::measure(&case, options)?);
        }
    }
    let page = report::page(&results, options, scratch.folder());
    out::line(&report::tables(&results));
    if let Some(folder) = &options.write {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("files.md"), page)?;
    }
    Ok(())
}
