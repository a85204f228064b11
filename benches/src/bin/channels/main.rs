//! Compares channels with those of other crates.
//!
//! Each row has several entrants do the same in one process, in interleaved rounds. See `--help`.

mod compare;
mod entrant;
mod kinds;
mod options;
mod payload;
mod peers;
mod places;
mod plot;
mod report;
mod row;
mod scenarios;

use std::{fs, io, path::Path, process::ExitCode};

use anyrt_benches::out;

use self::{
    options::Options,
    report::{Report, page, section},
};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::parse(&words) {
        Ok(Some(options)) => options,
        Ok(None) => {
            out::line(options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            out::note(&format!("channels: {error}; see --help"));
            return ExitCode::from(2);
        }
    };
    let report = measure(&options);
    if report.is_empty() {
        out::note("channels: no row has all of these words; see --help");
        return ExitCode::from(2);
    }
    let Some(folder) = &options.write else {
        return ExitCode::SUCCESS;
    };
    match write(folder, &report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("channels: {}: {error}", folder.display()));
            ExitCode::FAILURE
        }
    }
}

fn measure(options: &Options) -> Report {
    let mut report = Report::new(options.plan);
    for planned in scenarios::rows() {
        let name = planned.key.name();
        if !options.wants(&name) {
            continue;
        }
        let row = planned.set_up(|entrant| options.wants_of(entrant));
        if row.entries.is_empty() {
            continue;
        }
        out::note(&format!("{name} ..."));
        report.rows.push(compare::run(row, options.plan));
    }
    if options.wants("burst") {
        report.bursts = scenarios::bursts(|entrant| options.wants_of(entrant));
    }
    for section in section::all(&report) {
        out::line(&section.text);
    }
    out::line(&report::targets(&report));
    report
}

fn write(folder: &Path, report: &Report) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("channels.md"), page::write(report))?;
    for plot in plot::all(report) {
        fs::write(folder.join(plot.file()), plot.draw()?)?;
    }
    Ok(())
}
