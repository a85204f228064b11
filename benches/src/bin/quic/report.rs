//! The results as Markdown.

use anyrt_benches::{Align, Machine, Table, Variants, locked_versions};

use crate::operation::Operation;

const LOCK: &str = include_str!("../../../../Cargo.lock");
const PEERS: [&str; 6] = [
    "quinn",
    "quinn-udp",
    "tokio",
    "smol",
    "async-io",
    "async-std",
];

/// What the rounds of an operation on a runtime gave.
pub(crate) struct Measured {
    pub(crate) operation: Operation,
    pub(crate) runtime: &'static str,
    pub(crate) variants: Variants,
}

/// Writes everything down.
pub(crate) fn page(results: &[Measured], rounds: usize) -> String {
    format!(
        "# QUIC\n\nWritten by `cargo xtask bench quic`.\n\n{}\n- {}\n\n{}\n\n{}",
        Machine::look(),
        locked_versions(LOCK, &PEERS),
        method(rounds),
        tables(results)
    )
}

fn method(rounds: usize) -> String {
    format!(
        "A client and a server of quinn in one process, with the runtime that quinn brings along (*bare*), through\n\
         anyrt-quinn with a handle of known type (*static*), and through `AnyRuntime` (*erased*): on tokio's\n\
         current-thread runtime, where one thread does everything, and on smol's and async-std's global executors,\n\
         where the client is inside `block_on` and the rest in their threads. Datagrams go over the loopback, with\n\
         segmentation offload, and are encrypted (rustls with ring).\n\n\
         - `upload`: 1 MiB of one stream of 32 MiB, sent and received.\n\
         - `ask`: 64 bytes are sent on a stream of their own and answered with 8; one after the other.\n\
         - `ask-32`: the same, by 32 at a time.\n\
         - `connect`: a connection is made, asked once, and closed.\n\n\
         {rounds} rounds, in each of which every variant runs once, in an order that changes. Times are medians\n\
         per operation; ratios are medians of the ratios within a round, in brackets an interval that holds the\n\
         true median with at least 95% confidence. *Wall* is the time that goes by, *CPU* that of all\n\
         processors."
    )
}

/// Writes the table.
pub(crate) fn tables(results: &[Measured]) -> String {
    let mut table = Table::new(&[
        ("operation", Align::Left),
        ("runtime", Align::Left),
        ("bare us", Align::Right),
        ("static/bare", Align::Right),
        ("erased/bare", Align::Right),
        ("static/bare CPU", Align::Right),
    ]);
    for result in results {
        let [known, erased, known_cpu] = result.variants.ratios();
        table.row(vec![
            result.operation.name().to_owned(),
            result.runtime.to_owned(),
            format!("{:.1}", result.variants.bare(result.operation.times())),
            known,
            erased,
            known_cpu,
        ]);
    }
    table.render()
}
