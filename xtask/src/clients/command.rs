//! The command.

use std::path::Path;

use super::runs::all;
use super::site::Site;
use super::tools::missing;
use crate::cargo::{Cargo, Metadata};
use crate::cli::Args;
use crate::demo::Server;
use crate::failure::{Failure, Outcome};
use crate::out;
use crate::table::{Align, Table};

const RUNTIMES: [&str; 3] = ["tokio", "smol", "async-std"];

/// Builds the program, serves on each runtime, and runs the clients one after another.
///
/// # Errors
///
/// Fails when a client is missing, and says how to get it; and at the end, when one of them was not content.
pub(crate) fn command(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let missing = missing();
    if !missing.is_empty() {
        return Err(Failure::new(missing.join("\n")));
    }
    let words = [
        "build",
        "--release",
        "--package",
        "anyrt-web",
        "--bins",
        "--examples",
    ];
    Cargo::new(root, &words).run()?;
    let text = Cargo::new(root, &["metadata", "--no-deps", "--format-version", "1"]).capture()?;
    let built = Metadata::parse(&text)?.target_directory.join("release");
    let (program, echo) = (built.join("anyrt-web"), built.join("examples/echo"));
    let mut table = Table::new(&[
        ("client", Align::Left),
        ("tokio", Align::Left),
        ("smol", Align::Left),
        ("async-std", Align::Left),
    ]);
    let mut columns = Vec::new();
    let mut failed = Vec::new();
    for runtime in RUNTIMES {
        let echo = Server::start_with(&echo, &[], &[("ANYRT_RUNTIME", runtime)])?;
        let site = Site::new(echo.address())?;
        let serve = |settings: &str| {
            let settings = site.path(settings).display().to_string();
            let words = [
                "--runtime",
                runtime,
                "--listen",
                "127.0.0.1:0",
                "--config",
                &settings,
            ];
            Server::start_with(&program, &words, &[])
        };
        let (plain, secure) = (serve("plain.toml")?, serve("secure.toml")?);
        let mut column = Vec::new();
        for run in all(&site, plain.address(), secure.address()) {
            let name = run.name;
            out::note(&format!("{runtime}: {name} ..."));
            let word = match run.run() {
                Ok(()) => "ok",
                Err(said) => {
                    out::line(&format!("{name} on {runtime}: {said}"));
                    failed.push(format!("{name} on {runtime}"));
                    "FAILED"
                }
            };
            column.push((name, word));
        }
        columns.push(column);
    }
    for place in 0..columns[0].len() {
        let words = columns.iter().map(|column| column[place].1.to_owned());
        table.row([columns[0][place].0.to_owned()].into_iter().chain(words));
    }
    out::line(&format!("\n{}", table.render()));
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(failed.join("; ")))
    }
}
