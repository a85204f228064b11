//! The tables.

use std::time::Duration;

use super::load::Measured;
use crate::table::{Align, Table};

/// One measurement and what it measured.
#[derive(Debug)]
pub(crate) struct Row {
    /// The runtime.
    pub(crate) runtime: String,
    /// The command and the pipeline: `SET` or `SET x16`.
    pub(crate) load: String,
    /// The result.
    pub(crate) measured: Measured,
}

/// Returns the table of one runtime.
pub(crate) fn of_runtime(rows: &[Row], runtime: &str) -> String {
    let columns = ["requests/s", "p50", "p95", "p99", "max"].map(|head| (head, Align::Right));
    let mut table = Table::new(&[&[(runtime, Align::Left)], &columns[..]].concat());
    for Row {
        load,
        measured: Measured { rate, latency },
        ..
    } in rows.iter().filter(|row| row.runtime == runtime)
    {
        let times = [
            latency.percentile(50),
            latency.percentile(95),
            latency.percentile(99),
            latency.max(),
        ];
        table.row(
            [load.clone(), thousands(*rate)]
                .into_iter()
                .chain(times.into_iter().map(time)),
        );
    }
    table.render()
}

/// Returns requests per second side by side.
pub(crate) fn side_by_side(rows: &[Row], runtimes: &[&str]) -> String {
    let mut columns = vec![("requests/s", Align::Left)];
    columns.extend(runtimes.iter().map(|name| (*name, Align::Right)));
    let mut table = Table::new(&columns);
    let first = rows
        .iter()
        .filter(|row| Some(&row.runtime.as_str()) == runtimes.first());
    for load in first.map(|row| &row.load) {
        let cell = |runtime: &&str| {
            let found = rows
                .iter()
                .find(|row| row.load == *load && row.runtime == *runtime);
            found.map_or_else(String::new, |row| thousands(row.measured.rate))
        };
        table.row([load.clone()].into_iter().chain(runtimes.iter().map(cell)));
    }
    table.render()
}

/// Writes a rate with its thousands apart.
pub(crate) fn thousands(rate: f64) -> String {
    let digits = format!("{rate:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn time(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1000.0 {
        format!("{micros:.0} us")
    } else {
        format!("{:.2} ms", micros / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::histogram::Histogram;

    #[test]
    fn tables_have_a_row_per_load_and_a_column_per_runtime() {
        let row = |runtime: &str, rate| {
            let mut latency = Histogram::new();
            latency.record(Duration::from_micros(1500));
            Row {
                runtime: runtime.to_owned(),
                load: "SET".to_owned(),
                measured: Measured { rate, latency },
            }
        };
        let rows = [row("tokio", 1_234_567.4), row("smol", 999.0)];
        assert!(
            of_runtime(&rows, "tokio").contains("SET     1,234,567  1.50 ms"),
            "{}",
            of_runtime(&rows, "tokio")
        );
        let joint = side_by_side(&rows, &["tokio", "smol"]);
        assert!(joint.ends_with("SET         1,234,567   999\n"), "{joint}");
    }
}
