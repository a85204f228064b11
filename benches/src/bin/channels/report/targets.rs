use anyrt_benches::{Align, Table, median, median_interval};

use super::{
    Report, cell,
    target::{BESIDE, Rival, SENDERS, TARGETS, Target, WAITS},
};
use crate::{
    compare::{Compared, Measured},
    entrant::Entrant,
};

/// Writes down how ours compares with what it is to be.
pub(crate) fn targets(report: &Report) -> String {
    let mut table = Table::new(&[
        ("", Align::Left),
        ("ours", Align::Right),
        ("next to", Align::Left),
        ("theirs", Align::Right),
        ("ratio", Align::Right),
        ("target", Align::Right),
        ("", Align::Left),
    ]);
    for target in TARGETS {
        table.row(line(report, target));
    }
    table.row(allocations(report));
    table.row(polls(report));
    let beside = report.row(BESIDE.0).and_then(|row| {
        let kanal = best(row, |entrant| entrant.library == BESIDE.1)?;
        Some(format!(
            "\nThe rendezvous of {}, which may deliver after the send was dropped: {}.\n",
            BESIDE.1,
            cell::spread(&kanal.1.cpu)
        ))
    });
    format!(
        "## Targets\n\nNanoseconds of the processors on one thread, 8 bytes; *met* if the interval of the ratio \
         reaches no further.\n\n{}{}",
        table.render(),
        beside.unwrap_or_default()
    )
}

fn line(report: &Report, target: &Target) -> Vec<String> {
    let (row, form) = target.ours;
    let is_ours = |entrant: &Entrant| entrant.is_ours() && entrant.form.starts_with(form);
    let ours = report.row(row).and_then(|row| best(row, is_ours));
    let fits = |entrant: &Entrant| target.rival.fits(entrant);
    let theirs = report.row(target.row).and_then(|row| best(row, fits));
    let (ratio, verdict) = match (ours, theirs) {
        (Some((_, ours)), Some((_, theirs))) => compared(ours, theirs, target.limit),
        _ => (absent(), ""),
    };
    let nanos = |found: Option<(Entrant, &Measured)>| {
        found.map_or_else(absent, |(_, found)| cell::number(median(&found.cpu)))
    };
    let rival = theirs.map(|(entrant, _)| match target.rival {
        Rival::Sound | Rival::Strict => {
            format!(
                "{}: {} {}",
                target.rival.name(),
                entrant.library,
                entrant.form
            )
        }
        Rival::Of(_) => format!("{} {}", entrant.library, entrant.form),
        Rival::Ours(_) => "our own capacity 1".to_owned(),
    });
    vec![
        target.what.to_owned(),
        nanos(ours),
        rival.unwrap_or_else(|| target.rival.name().to_owned()),
        nanos(theirs),
        ratio,
        format!("{:.2}", target.limit),
        verdict.to_owned(),
    ]
}

/// The median of the ratios within a round, and whether it is within the limit.
fn compared(ours: &Measured, theirs: &Measured, limit: f64) -> (String, &'static str) {
    let rounds = ours.cpu.iter().zip(&theirs.cpu);
    let ratios: Vec<f64> = rounds.map(|(ours, theirs)| ours / theirs).collect();
    let interval = median_interval(&ratios);
    let verdict = if interval.high <= limit {
        "met"
    } else if interval.low <= limit {
        "met, interval"
    } else {
        "MISSED"
    };
    let (low, high) = (interval.low, interval.high);
    (
        format!("{:.2} [{low:.2}, {high:.2}]", median(&ratios)),
        verdict,
    )
}

fn best(row: &Compared, fits: impl Fn(&Entrant) -> bool) -> Option<(Entrant, &Measured)> {
    let found = row.entries.iter().filter(|(entrant, _)| fits(entrant));
    let found = found.map(|(entrant, measured)| (*entrant, measured));
    found.min_by(|a, b| median(&a.1.cpu).total_cmp(&median(&b.1.cpu)))
}

fn allocations(report: &Report) -> Vec<String> {
    let rows = WAITS.iter().filter_map(|name| report.row(name));
    let ours = rows.flat_map(|row| &row.entries);
    let ours = ours.filter(|(entrant, _)| entrant.is_ours());
    let most = ours
        .map(|(_, measured)| measured.allocations)
        .max_by(f64::total_cmp);
    // The channels themselves are made anew every 32,768 messages.
    let verdict = |most: f64| if most < 0.01 { "met" } else { "MISSED" };
    vec![
        "allocations per wait".to_owned(),
        most.map_or_else(absent, |most| format!("{most:.2}")),
        String::new(),
        String::new(),
        String::new(),
        "0".to_owned(),
        most.map_or("", verdict).to_owned(),
    ]
}

fn polls(report: &Report) -> Vec<String> {
    let (row, limit) = SENDERS;
    let row = report.row(row);
    let worst = |ours: bool| {
        let all = row?.entries.iter();
        let side = all.filter(|(entrant, _)| entrant.is_ours() == ours);
        let polls = side.filter_map(|(entrant, measured)| Some((measured.polls?, entrant)));
        if ours {
            polls.max_by(|a, b| a.0.total_cmp(&b.0))
        } else {
            polls.min_by(|a, b| a.0.total_cmp(&b.0))
        }
    };
    let (ours, theirs) = (worst(true), worst(false));
    let verdict = |polls: f64| if polls <= limit { "met" } else { "MISSED" };
    vec![
        "8,000 senders: polls of each".to_owned(),
        ours.map_or_else(absent, |(polls, _)| format!("{polls:.1}")),
        theirs.map_or_else(String::new, |(_, entrant)| {
            format!("fewest: {} {}", entrant.library, entrant.form)
        }),
        theirs.map_or_else(absent, |(polls, _)| format!("{polls:.1}")),
        String::new(),
        format!("{limit:.0}"),
        ours.map_or("", |(polls, _)| verdict(polls)).to_owned(),
    ]
}

fn absent() -> String {
    "-".to_owned()
}
