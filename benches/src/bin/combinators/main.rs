//! Compares the combinators with those of other crates.
//!
//! Every operation is run by all of them in one process, in interleaved rounds, with the polls of the
//! children and the heap allocations counted. See `--help`.

mod cases;
mod compare;
mod operation;
mod options;
mod plot;
mod reactor;
mod report;
mod streams;
mod target;

use std::{fs, io, path::Path, process::ExitCode};

use anyrt_benches::out;

use self::{
    compare::{Compared, Plan},
    options::Options,
};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::parse(&words) {
        Ok(Some(options)) => options,
        Ok(None) => {
            out::line(options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => return usage(&error),
    };
    let operations = cases::all();
    let known: Vec<_> = operations.iter().map(|operation| operation.name).collect();
    if let Some(name) = options.unknown(&known) {
        return usage(&format!("there is no operation `{name}`"));
    }
    let mut results = Vec::new();
    for operation in operations
        .iter()
        .filter(|operation| options.wants(operation.name))
    {
        out::note(&format!("{} ...", operation.name));
        let result = compare::run(operation, options.plan);
        out::line(&report::section(&result));
        results.push(result);
    }
    let Some(folder) = &options.write else {
        return ExitCode::SUCCESS;
    };
    match write(folder, &results, options.plan) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("combinators: {}: {error}", folder.display()));
            ExitCode::FAILURE
        }
    }
}

fn usage(error: &str) -> ExitCode {
    out::note(&format!("combinators: {error}; see --help"));
    ExitCode::from(2)
}

fn write(folder: &Path, results: &[Compared], plan: Plan) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("combinators.md"), report::page(results, plan))?;
    for result in results.iter().filter(|result| report::has_plot(result)) {
        let name = format!("combinators-{}.svg", result.name);
        fs::write(folder.join(name), plot::draw(result)?)?;
    }
    Ok(())
}
