//! Compares a service of hyper on tokio by hyper-util's own means with the same through anyrt-hyper.
//!
//! Each server is a process of its own with one thread that serves, and the load comes from this one. See
//! `--help`.

mod client;
mod flavour;
mod options;
mod report;
mod rounds;
mod server;
mod servers;
mod strace;
mod workload;

use std::{io, process::ExitCode};

use anyrt_benches::out;

use self::options::{Options, Task};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let task = match Options::parse(&words) {
        Ok(task) => task,
        Err(error) => {
            out::note(&format!("http: {error}; see --help"));
            return ExitCode::from(2);
        }
    };
    let result = match task {
        Task::Help => {
            out::line(options::HELP);
            Ok(())
        }
        Task::Serve(flavour) => server::run(flavour),
        Task::Measure(options) => run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("http: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> io::Result<()> {
    let results = rounds::measure(options)?;
    let calls = strace::count(options)?;
    out::line(&report::tables(&results, &calls));
    if let Some(folder) = &options.write {
        std::fs::create_dir_all(folder)?;
        let page = report::page(&results, &calls, options);
        std::fs::write(folder.join("http.md"), page)?;
    }
    Ok(())
}
