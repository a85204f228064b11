//! Names from a fixed table, for any library and on any runtime.
//!
//! ```text
//! cargo run --example hosts --features tokio -- --entry '10.0.0.7 db.internal' db.internal:5432
//! ```
//!
//! A runtime is made of parts, and one of them can be replaced: `AnyRuntime::to_builder` starts from the
//! parts of a runtime, `resolve` puts another one in the place of its name resolution. Read in this order:
//!
//! 1. `main.rs`: where the part is put in, which is one line;
//! 2. `app.rs`: the library, which takes `R: Runtime` and knows of no table;
//! 3. `table/resolver.rs`: the part, a `Resolve` over another `Resolve`;
//! 4. `table/names.rs`: the table, which has nothing to do with runtimes.

mod app;
mod options;
mod table;

use std::env;
use std::error::Error;
use std::fs;
use std::process::ExitCode;

use anyrt::{AnyRuntime, Backend};
use options::{HELP, Invocation, Options};
use table::{HostTable, Hosts};

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program talks to its terminal"
)]
fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    match options::parse(arguments) {
        Ok(Invocation::Help) => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Invocation::LookUp(options)) => match run(options) {
            Ok(answer) => {
                print!("{answer}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("hosts: {error}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("hosts: {error}\nhosts: --help lists the options");
            ExitCode::from(2)
        }
    }
}

/// Runs the program on the runtime that the options, or else the environment, choose.
fn run(options: Options) -> Result<String, Box<dyn Error>> {
    let table = read_table(&options)?;
    let backend = match options.runtime {
        Some(backend) => backend,
        None => Backend::chosen()?,
    };
    let answer = anyrt::run_on(backend, |rt: AnyRuntime| {
        let rt = rt.to_builder().resolve(Hosts::new(rt, table)).build();
        app::look_up(rt, options.names)
    })??;
    Ok(answer)
}

/// Reads the file of the table, if there is one, and the lines given beside it.
fn read_table(options: &Options) -> Result<HostTable, Box<dyn Error>> {
    let mut text = options.entries.join("\n");
    if let Some(path) = &options.table {
        let file = fs::read_to_string(path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        text.insert(0, '\n');
        text.insert_str(0, &file);
    }
    Ok(text.parse::<HostTable>()?)
}
