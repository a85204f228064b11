//! The server story of the literature, written once, and measured on every runtime.
//!
//! ```text
//! cargo run --release --example server --features tokio,smol,async-std
//! ```
//!
//! A server can take its clients one after another, poll all of them in a loop of its own, or hand each to
//! the runtime as a task (Jon Gjengset, *Rust for Rustaceans*, listings 8-14 to 8-16). A fourth way is
//! between the last two: a loop of its own that polls only who was woken. Read in this order:
//!
//! 1. `service.rs`: what is said to one client;
//! 2. `strategy/sequential.rs`, `poll_all.rs`, `poll_woken.rs`, `spawned.rs`;
//! 3. `README.md`: what the numbers teach.
//!
//! The rest is the measurement: `load` has the clients, `measure` the scenarios.

mod load;
mod measure;
mod options;
mod service;
mod strategy;

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use anyrt::Backend;
use measure::{Kind, Row, render};
use options::{HELP, Invocation, Options};
use strategy::Strategy;

/// How long the fast clients of a scenario ask.
const TIME: Duration = Duration::from_millis(500);

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
        Ok(Invocation::Measure(options)) => match measure(&options) {
            Ok(rows) => {
                let kinds = Kind::ALL.into_iter();
                for kind in kinds.filter(|kind| rows.iter().any(|row| row.kind == *kind)) {
                    println!("{}:\n\n{}", kind.name(), render(kind, &rows));
                }
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("server: {error}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("server: {error}\nserver: --help lists the options");
            ExitCode::from(2)
        }
    }
}

/// Measures everything that the options leave, each in turn with the others in every round.
#[expect(clippy::print_stderr, reason = "a program talks to its terminal")]
fn measure(options: &Options) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = rows(options);
    if rows.is_empty() {
        return Err("nothing is left to measure".into());
    }
    for round in 1..=options.rounds {
        eprintln!("server: round {round} of {}", options.rounds);
        for row in &mut rows {
            let figures =
                anyrt::run_on(row.backend, |rt| row.scenario.run(rt, row.strategy, TIME))??;
            row.rounds.push(figures);
        }
    }
    Ok(rows)
}

/// Lists what is to be measured.
fn rows(options: &Options) -> Vec<Row> {
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        for backend in Backend::available() {
            for strategy in Strategy::ALL {
                let is_wanted = options.measure.is_none_or(|only| only == kind)
                    && options.backend.is_none_or(|only| only == *backend)
                    && options.strategy.is_none_or(|only| only == strategy);
                let scenarios = kind.scenarios(strategy).iter();
                rows.extend(scenarios.filter(|_| is_wanted).map(|scenario| Row {
                    kind,
                    scenario: *scenario,
                    backend: *backend,
                    strategy,
                    rounds: Vec::new(),
                }));
            }
        }
    }
    rows
}
