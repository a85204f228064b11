use anyrt_benches::{Align, Table};

use super::{Report, cell};
use crate::{compare::Compared, entrant::Entrant, places::Places};

/// The rows of one scenario in one place.
pub(crate) struct Section {
    pub(crate) text: String,
}

/// Writes every section down, in the order of the rows.
pub(crate) fn all(report: &Report) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut seen: Vec<(&str, Places)> = Vec::new();
    for row in &report.rows {
        let name = (row.key.scenario, row.key.place);
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let rows = report.rows.iter();
        let rows: Vec<_> = rows
            .filter(|row| (row.key.scenario, row.key.place) == name)
            .collect();
        sections.push(section(&rows, name));
    }
    if !report.bursts.is_empty() {
        sections.push(bursts(report));
    }
    sections
}

fn section(rows: &[&Compared], (scenario, place): (&str, Places)) -> Section {
    let one_thread = place == Places::One;
    let cpu = table(rows, |row, entrant| {
        row.of(entrant)
            .map(|measured| cell::cpu(measured, one_thread))
    });
    let wall = table(rows, |row, entrant| {
        row.of(entrant).map(|measured| cell::spread(&measured.wall))
    });
    let head = if is_of_queues(scenario) {
        format!("{scenario}, {}", place.name())
    } else {
        scenario.to_owned()
    };
    Section {
        text: format!(
            "## {head}\n\n{} Nanoseconds of the processors:\n\n{cpu}\nNanoseconds that went by:\n\n{wall}",
            what(scenario),
        ),
    }
}

fn is_of_queues(scenario: &str) -> bool {
    ["1p1c", "4p1c", "4p4c"].contains(&scenario)
}

fn what(scenario: &str) -> &'static str {
    match scenario {
        "1p1c" => "One producer sends to one consumer. Per message.",
        "4p1c" => "Four producers send to one consumer. Per message.",
        "4p4c" => "Four producers send to four consumers. Per message.",
        "backlog" => {
            "One producer sends up to 32,768 messages without a pause before the consumer runs. Per message."
        }
        "pair" => "One task sends and receives in turn. Per message.",
        "cancelled-recv" => {
            "A receive from an empty channel is polled once and dropped. Per receive."
        }
        "cancelled-send" => "A send into a full channel is polled once and dropped. Per send.",
        "8000-senders" => {
            "8,000 tasks send one message each. Per message, with the polls of its send."
        }
        "local-1p1c" => {
            "One producer sends to one consumer, by channels that stay on their thread. Per message."
        }
        "local-pair" => {
            "One task sends and receives in turn, by channels that stay on their thread. Per message."
        }
        "oneshot" => "A channel is made, sent into and received from, in one task. Per channel.",
        "oneshot-waited" => {
            "A channel is made, the receive polled, the message sent, and received, in one task. Per channel."
        }
        "broadcast-1" => "One task sends, 64 messages at a time, to one reader. Per message sent.",
        "broadcast-4" => {
            "One task sends, 64 messages at a time, to four readers. Per message sent."
        }
        "broadcast-pair-1" => "One task sends and receives in turn. Per message sent.",
        "broadcast-pair-4" => {
            "One task sends, and receives for each of four readers, in turn. Per message sent."
        }
        "watch" => "One task replaces the value, waits for the change, and copies it. Per value.",
        _ => "",
    }
}

/// One line for each channel, one column for each row; only what was measured.
fn table(rows: &[&Compared], cell: impl Fn(&Compared, Entrant) -> Option<String>) -> String {
    let columns: Vec<_> = rows.iter().map(|row| row.key.column()).collect();
    let mut heads = vec![("library", Align::Left), ("form", Align::Left)];
    heads.extend(columns.iter().map(|head| (head.as_str(), Align::Right)));
    let mut table = Table::new(&heads);
    for entrant in entrants(rows) {
        let mut line = vec![entrant.library.to_owned(), entrant.form.to_owned()];
        let cells = rows.iter().map(|row| cell(row, entrant));
        line.extend(cells.map(|cell| cell.unwrap_or_else(|| "-".to_owned())));
        table.row(line);
    }
    table.render()
}

/// Each channel once, in the order of the entries.
pub(crate) fn entrants(rows: &[&Compared]) -> Vec<Entrant> {
    let mut all: Vec<Entrant> = Vec::new();
    for row in rows {
        for (entrant, _) in &row.entries {
            if all.contains(entrant) {
                continue;
            }
            // Next to those of the same library.
            let same = |other: &Entrant| other.library == entrant.library;
            let place = all.iter().rposition(same).map_or(all.len(), |at| at + 1);
            all.insert(place, *entrant);
        }
    }
    all
}

fn bursts(report: &Report) -> Section {
    let mut table = Table::new(&[
        ("library", Align::Left),
        ("form", Align::Left),
        ("idle", Align::Right),
        ("full", Align::Right),
        ("kept", Align::Right),
        ("allocations per message", Align::Right),
    ]);
    for burst in &report.bursts {
        table.row(vec![
            burst.entrant.library.to_owned(),
            burst.entrant.form.to_owned(),
            burst.idle.to_string(),
            burst.full.to_string(),
            burst.kept.to_string(),
            format!("{:.3}", burst.allocations),
        ]);
    }
    Section {
        text: format!(
            "## burst\n\n100,000 messages of 64 bytes are sent into an unbounded channel and received. Bytes of \
             heap before, between and after.\n\n{}",
            table.render()
        ),
    }
}
