//! The results as Markdown.

use anyrt_benches::{Align, Interval, Machine, Table, locked_versions, median, median_interval};

use crate::{
    compare::{Compared, Measured, Plan, Size},
    target::Target,
};

const LOCK: &str = include_str!("../../../../Cargo.lock");

const PEERS: [&str; 7] = [
    "futures-util",
    "futures-concurrency",
    "futures-buffered",
    "futures-lite",
    "tokio",
    "tokio-stream",
    "tokio-util",
];

/// Polls a child no more often than it was woken, the first time apart.
const POLLS_OF_THE_WOKEN: f64 = 2.05;

/// Writes everything down.
pub(crate) fn page(results: &[Compared], plan: Plan) -> String {
    let mut text = format!(
        "# The combinators next to others\n\nWritten by `cargo xtask bench combinators`.\n\n{}\n- {}\n\n{}\n",
        Machine::look(),
        locked_versions(LOCK, &PEERS),
        method(plan)
    );
    for result in results {
        text.push('\n');
        text.push_str(&section(result));
        if has_plot(result) {
            let name = result.name;
            text.push_str(&format!(
                "\n![{name}: nanoseconds per {} by number of {}](combinators-{name}.svg)\n",
                result.unit, result.sizes_of
            ));
        }
    }
    text
}

/// Whether there are enough sizes for a line.
pub(crate) fn has_plot(result: &Compared) -> bool {
    result.sizes.len() > 2
}

fn method(Plan { rounds, block }: Plan) -> String {
    format!(
        "{rounds} rounds; in each, every entrant runs for about {} ms, in an order that changes. Cells have\n\
         the median of nanoseconds per unit; in brackets, where they are counted, the polls of a child per\n\
         unit; and the heap allocations per run where there are any. A child's own poll takes about two\n\
         nanoseconds, which favours those that poll more often than they must. *Ours/best* is the median of\n\
         the ratios within a round, between the best forms of either side, with an interval that holds the\n\
         true median with at least 95% confidence.\n",
        block.as_millis()
    )
}

/// Writes one operation down.
pub(crate) fn section(result: &Compared) -> String {
    let mut columns = vec![("library", Align::Left), ("form", Align::Left)];
    let heads: Vec<String> = result
        .sizes
        .iter()
        .map(|size| format!("{} {}", grouped(size.size), result.sizes_of))
        .collect();
    columns.extend(heads.iter().map(|head| (head.as_str(), Align::Right)));
    let mut table = Table::new(&columns);
    for (index, name) in result.entrants.iter().enumerate() {
        let cells = result
            .sizes
            .iter()
            .map(|size| cell(size.entrants[index].as_ref()));
        let mut row = vec![name.library.to_owned(), name.form.to_owned()];
        row.extend(cells);
        table.row(row);
    }
    format!(
        "## {}\n\n{} Nanoseconds per {}.\n\n{}\n{}",
        result.name,
        result.what,
        result.unit,
        table.render(),
        verdicts(result)
    )
}

fn cell(measured: Option<&Measured>) -> String {
    let Some(measured) = measured else {
        return "-".to_owned();
    };
    let nanos = median(&measured.rounds);
    let mut text = if nanos < 10.0 {
        format!("{nanos:.2}")
    } else {
        format!("{nanos:.0}")
    };
    if let Some(polls) = measured.polls {
        text.push_str(&format!(" ({polls:.1})"));
    }
    if measured.allocations >= 0.005 {
        let count = measured.allocations;
        let count = if count < 10.0 {
            format!("{count:.1}")
        } else {
            format!("{count:.0}")
        };
        text.push_str(&format!(", {count} allocs"));
    }
    text
}

fn verdicts(result: &Compared) -> String {
    let mut table = Table::new(&[
        (result.sizes_of, Align::Right),
        ("ours", Align::Left),
        ("best other", Align::Left),
        ("ours/best", Align::Right),
        ("target", Align::Left),
        ("", Align::Left),
    ]);
    for size in &result.sizes {
        let Some((ours, other)) = rivals(result, size) else {
            continue;
        };
        let (us, them) = (measured(size, ours), measured(size, other));
        let ratios: Vec<f64> = us.iter().zip(them).map(|(us, them)| us / them).collect();
        let (ratio, interval) = (median(&ratios), median_interval(&ratios));
        let target = result.target.at(size.size);
        let verdict = match &target {
            Some(_) => verdict(
                result.target,
                size.size,
                interval,
                median(us) - median(them),
            ),
            None => "",
        };
        let name = |index: usize| {
            let name = result.entrants[index];
            format!("{} {}", name.library, name.form)
        };
        table.row(vec![
            grouped(size.size),
            name(ours),
            name(other),
            format!("{ratio:.2} [{:.2}, {:.2}]", interval.low, interval.high),
            target.unwrap_or_default(),
            verdict.to_owned(),
        ]);
    }
    table.render()
}

/// The best of ours, and the best of those that it is to be compared with.
fn rivals(result: &Compared, size: &Size) -> Option<(usize, usize)> {
    let counts = |measured: &Measured| match result.target {
        Target::OfTheBestThatPollsTheWoken(_) => measured
            .polls
            .is_none_or(|polls| polls <= POLLS_OF_THE_WOKEN),
        _ => true,
    };
    let is_rival = |index: usize| match result.target {
        Target::OfOne(_, library) => result.entrants[index].library == library,
        _ => result.entrants[index].library != "by hand",
    };
    let best = |ours: bool| {
        let of_side = size
            .entrants
            .iter()
            .enumerate()
            .filter_map(|(index, found)| {
                let found = found.as_ref()?;
                let fits = if ours {
                    true
                } else {
                    is_rival(index) && counts(found)
                };
                let side = result.entrants[index].is_ours == ours;
                (fits && side).then(|| (index, median(&found.rounds)))
            });
        of_side
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(index, _)| index)
    };
    Some((best(true)?, best(false)?))
}

fn measured(size: &Size, index: usize) -> &[f64] {
    size.entrants[index]
        .as_ref()
        .map_or(&[], |found| &found.rounds)
}

fn verdict(target: Target, size: usize, ratio: Interval, difference: f64) -> &'static str {
    let limit = match target {
        Target::OfTheBestThatPollsTheWoken(limits) => limits
            .iter()
            .find(|(at, _)| *at == size)
            .map_or(1.0, |(_, limit)| *limit),
        Target::NanosOverTheBest(nanos, _) => {
            return if difference <= nanos { "met" } else { "MISSED" };
        }
        Target::OfTheBest(limit, _) | Target::OfOne(limit, _) => limit,
        Target::None => return "",
    };
    if ratio.high <= limit {
        "met"
    } else if ratio.low <= limit {
        "met, interval"
    } else {
        "MISSED"
    }
}

/// Writes a number with a comma at each thousand.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
