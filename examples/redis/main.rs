//! A server that speaks the Redis protocol, written once and run on any runtime.
//!
//! ```text
//! cargo run --release --example redis --features tokio -- --port 6380
//! ```
//!
//! It is the tutorial of the library, too. Read in this order:
//!
//! 1. this file: the only one that chooses a runtime;
//! 2. `server/serve.rs`: listening, accepting, spawning a task for each client, and the end;
//! 3. `server/connection.rs` and `server/exchange.rs`: reading and writing a stream, waiting for
//!    several things at once, time limits;
//! 4. `server/shutdown.rs`: a future that is woken from outside any runtime;
//! 5. `subscriptions/mailbox.rs` and `store/serving.rs`: channels between tasks, to pass on many
//!    messages or one answer; `server/visit.rs` is where they arrive.
//!
//! 6. `persistence/writer.rs` and `persistence/rewrite.rs`: files, and a task that many others wait for;
//!    `server/held.rs` is where they wait.
//!
//! The rest is a Redis that would look the same without a runtime: `resp` is the protocol, `store`
//! the data, `command` what clients may ask for.

mod app;
mod command;
mod options;
mod persistence;
mod resp;
mod server;
#[cfg(unix)]
mod signals;
mod stdin;
mod store;
mod subscriptions;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use anyrt::Backend;
use options::{HELP, Invocation, Options};

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
        Ok(Invocation::Serve(options)) => match run(options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("redis: {error}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("redis: {error}\nredis: --help lists the options");
            ExitCode::from(2)
        }
    }
}

/// Runs the server on the runtime that the options, or else the environment, choose.
fn run(options: Options) -> Result<(), Box<dyn Error + Send + Sync>> {
    let backend = match options.runtime {
        Some(backend) => backend,
        None => Backend::chosen()?,
    };
    anyrt::run_on(backend, |rt| app::app(rt, options, backend.to_string()))?
}
