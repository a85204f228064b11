//! The program: the only file that chooses a runtime.

use std::{env, error::Error, process::ExitCode};

use anyrt::Backend;
use anyrt_web::{
    app,
    config::Config,
    options::{self, HELP, Invocation, Options},
};

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program talks to its terminal"
)]
fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let options = match options::parse(arguments) {
        Ok(Invocation::Help) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Ok(Invocation::Serve(options)) => options,
        Err(error) => {
            eprintln!("web: {error}\nweb: --help lists the options");
            return ExitCode::from(2);
        }
    };
    let config = match options.load() {
        Ok(config) => config,
        Err(error) => {
            eprintln!("web: {error}");
            return ExitCode::from(2);
        }
    };
    match run(options, config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("web: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves on the runtime that the options, or else the environment, choose.
fn run(options: Options, config: Config) -> Result<(), Box<dyn Error>> {
    let backend = match options.runtime {
        Some(backend) => backend,
        None => Backend::chosen()?,
    };
    anyrt::run_on(backend, |rt| app::app(rt, options, config))??;
    Ok(())
}
