//! The results as Markdown.

use anyrt_benches::{Align, Interval, Machine, Table, locked_versions, median, median_interval};

use crate::{
    flavour::Flavour,
    options::Options,
    rounds::{Measured, Round},
    strace::Calls,
    workload::Workload,
};

const LOCK: &str = include_str!("../../../../Cargo.lock");
const LIBRARIES: [&str; 5] = ["hyper", "hyper-util", "tokio", "smol", "async-std"];
/// How many requests per second there must be, of as many as on tokio by hyper-util's means.
const TARGET: f64 = 0.98;

type Counted = [(Workload, Flavour, Calls)];

pub(crate) fn page(results: &[Measured], calls: &Counted, options: &Options) -> String {
    format!(
        "# HTTP\n\nWritten by `cargo xtask bench http`.\n\n{}\n- {}\n\n{}\n\n{}",
        Machine::look(),
        locked_versions(LOCK, &LIBRARIES),
        method(options),
        tables(results, calls)
    )
}

fn method(options: &Options) -> String {
    format!(
        "One service of hyper, on tokio through the `TokioIo`, `TokioExecutor` and `TokioTimer` of hyper-util\n\
         (*tokio-bare*), and through `anyrt-hyper` on each runtime, with a handle of known type and erased.\n\
         *tokio-compat* is tokio through the layer of tokio-util between tokio's I/O traits and those of\n\
         `futures-io`, which drops vectored writes; *tokio-bare-again* is the first once more, to show how far two that\n\
         are the same are apart. Each server is a process with one thread that runs tasks; the load\n\
         comes from another process over loopback, which asks again as soon as it has an answer.\n\n\
         - `http1`: 13 bytes, on 16 connections. `http2`: the same, 16 at once on each of 4 connections.\n\
         - `http1-1m`: 1 MiB, on 4 connections. `http2-1m`: the same, 4 at once on one connection.\n\n\
         {} rounds of {} ms for each server, in an order that chance gives. Ratios are to *tokio-bare* in the same\n\
         round, and medians, in brackets an interval that holds the true median with at least 95% confidence.\n\
         *CPU* is the processor time of the server for a request. Allocations and system calls are for one\n\
         request; the latter are the difference of two runs under strace, which makes the server slower and so\n\
         lets fewer requests share a call. Target: `tokio` within 2% of `tokio-bare`, in requests per second.",
        options.rounds, options.milliseconds
    )
}

pub(crate) fn tables(results: &[Measured], calls: &Counted) -> String {
    let mut table = Table::new(&[
        ("workload", Align::Left),
        ("server", Align::Left),
        ("requests/s", Align::Right),
        ("ratio", Align::Right),
        ("CPU us", Align::Right),
        ("CPU ratio", Align::Right),
        ("p99 us", Align::Right),
        ("p99 ratio", Align::Right),
        ("allocations", Align::Right),
        ("system calls", Align::Right),
        ("within 2%", Align::Left),
    ]);
    for result in results {
        for (place, flavour) in Flavour::ALL.into_iter().enumerate() {
            let found = calls
                .iter()
                .find(|(workload, one, _)| (*workload, *one) == (result.workload, flavour));
            let total = found.map(|(.., calls)| calls.values().sum());
            table.row(row(result, place, flavour, total));
        }
    }
    let mut text = table.render();
    if !calls.is_empty() {
        text += "\nThe system calls of which there are at least 0.02 for a request:\n\n";
        text += &details(calls);
    }
    text
}

fn details(calls: &Counted) -> String {
    let mut table = Table::new(&[
        ("workload", Align::Left),
        ("server", Align::Left),
        ("calls", Align::Left),
    ]);
    for (workload, flavour, calls) in calls {
        let mut named: Vec<_> = calls.iter().filter(|(_, count)| **count >= 0.02).collect();
        named.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let named: Vec<_> = named
            .iter()
            .map(|(name, count)| format!("{name} {count:.2}"))
            .collect();
        table.row(vec![
            workload.name().to_owned(),
            flavour.name().to_owned(),
            named.join(", "),
        ]);
    }
    table.render()
}

fn row(result: &Measured, place: usize, flavour: Flavour, calls: Option<f64>) -> Vec<String> {
    let of = |place: usize, value: fn(&Round) -> f64| -> Vec<f64> {
        result
            .rounds
            .iter()
            .map(|round| value(&round[place]))
            .collect()
    };
    let ratio = |value: fn(&Round) -> f64| -> Vec<f64> {
        of(place, value)
            .into_iter()
            .zip(of(0, value))
            .map(|(one, bare)| one / bare)
            .collect()
    };
    let rates = ratio(rate);
    let verdict = match (flavour, median(&rates), median_interval(&rates)) {
        (Flavour::Tokio, median, _) if median >= TARGET => "met",
        (Flavour::Tokio, _, Interval { high, .. }) if high >= TARGET => "open",
        (Flavour::Tokio, ..) => "MISSED",
        _ => "",
    };
    vec![
        result.workload.name().to_owned(),
        flavour.name().to_owned(),
        format!("{:.0}", median(&of(place, rate))),
        with_interval(&rates),
        format!("{:.2}", median(&of(place, cpu))),
        with_interval(&ratio(cpu)),
        format!("{:.0}", median(&of(place, p99))),
        with_interval(&ratio(p99)),
        format!("{:.1}", median(&of(place, allocations))),
        calls.map_or_else(|| "-".to_owned(), |calls| format!("{calls:.2}")),
        verdict.to_owned(),
    ]
}

fn rate(round: &Round) -> f64 {
    f64::from(round.taken.requests) / (number(round.taken.nanos) / 1e9)
}

fn cpu(round: &Round) -> f64 {
    number(round.used.cpu) / f64::from(round.taken.requests) / 1e3
}

fn p99(round: &Round) -> f64 {
    number(round.taken.p99) / 1e3
}

fn allocations(round: &Round) -> f64 {
    number(round.used.allocations) / f64::from(round.taken.requests)
}

fn with_interval(ratios: &[f64]) -> String {
    let Interval { low, high, .. } = median_interval(ratios);
    format!("{:.3} [{low:.3}, {high:.3}]", median(ratios))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nanoseconds and counts of one round are far below 2^52"
)]
fn number(count: u64) -> f64 {
    count as f64
}
