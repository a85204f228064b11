//! The results as Markdown.

use std::path::Path;

use anyrt_benches::{Align, Machine, Table, Variants, locked_versions};

use crate::case::Operation;

const LOCK: &str = include_str!("../../../../Cargo.lock");
const PEERS: [&str; 5] = ["tokio", "smol", "async-fs", "async-process", "async-std"];

/// What may be more than bare.
const TARGET: f64 = 1.03;

/// What the rounds of a case gave.
pub(crate) struct Measured {
    pub(crate) operation: Operation,
    pub(crate) runtime: &'static str,
    pub(crate) variants: Variants,
}

/// Writes everything down.
pub(crate) fn page(results: &[Measured], rounds: usize, folder: &Path) -> String {
    let place = match folder.starts_with("/dev/shm") {
        true => "in memory (tmpfs)",
        false => "in the folder for temporary files",
    };
    format!(
        "# Files and programs\n\nWritten by `cargo xtask bench files`.\n\n{}\n- {}\n\n{}\n\n{}",
        Machine::look(),
        locked_versions(LOCK, &PEERS),
        method(rounds, place),
        tables(results)
    )
}

fn method(rounds: usize, place: &str) -> String {
    format!(
        "The same program by the runtime's own means (*bare*), through anyrt with a handle of known type\n\
         (*static*), and through `AnyRuntime` (*erased*), inside `block_on`: tokio's current-thread runtime,\n\
         smol's and async-std's global executors, each with its threads for what blocks. The files are {place}.\n\n\
         - `write-*`: 32 MiB (8 MiB for 512 bytes) written to a new file in writes of that size, and flushed.\n\
         - `read-*`: 32 MiB (16 MiB for 4 KiB) read to the end in reads of that size.\n\
         - `read-file`, `write-file`: a whole file of 16 KiB. `open`: a file opened and dropped.\n\
         - `output-1m`, `output-none`: the output of `cat` with a file of 1 MiB, or an empty one.\n\n\
         {rounds} rounds, in each of which every variant runs once, in an order that changes. Times are medians\n\
         per operation; ratios are medians of the ratios within a round, in brackets an interval that holds the\n\
         true median with at least 95% confidence. *Wall* is the time that goes by, *CPU* that of all\n\
         processors. Target: static within 3% of bare on the wall clock. *met*: the whole interval or the median\n\
         is; *open*: the interval reaches below, the median is not."
    )
}

/// Writes the tables.
pub(crate) fn tables(results: &[Measured]) -> String {
    let mut table = Table::new(&[
        ("operation", Align::Left),
        ("runtime", Align::Left),
        ("bare us", Align::Right),
        ("static/bare", Align::Right),
        ("erased/bare", Align::Right),
        ("static/bare CPU", Align::Right),
        ("static within 3%", Align::Left),
    ]);
    for result in results {
        table.row(row(result));
    }
    table.render()
}

fn row(result: &Measured) -> Vec<String> {
    let [known, erased, known_cpu] = result.variants.ratios();
    vec![
        result.operation.name().to_owned(),
        result.runtime.to_owned(),
        format!("{:.2}", result.variants.bare(result.operation.times())),
        known,
        erased,
        known_cpu,
        result.variants.verdict(TARGET).to_owned(),
    ]
}
