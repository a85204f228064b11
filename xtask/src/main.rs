//! Everything a contributor or CI runs: `cargo xtask help` lists it.
//!
//! Standard library only, so that the first `cargo xtask` on a fresh clone compiles one small crate.
//! Each check is a function over a path or a text, with a test that shows it failing on a bad input;
//! what runs cargo is kept apart from what judges its output.

mod bench;
mod cargo;
mod cli;
mod clients;
mod contract;
mod demo;
mod failure;
mod faults;
mod finding;
mod layering;
mod matrix;
mod migration;
mod msrv;
mod out;
mod read;
mod rust;
mod sizes;
mod steps;
mod table;
mod tidy;
mod tree;
mod weaken;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    cli::run(&words)
}
