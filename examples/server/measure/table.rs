//! The figures as tables.

use anyrt::Backend;

use super::figures::median;
use super::{Kind, Scenario};
use crate::strategy::Strategy;

/// What was measured of one strategy, on one runtime, in one scenario.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) scenario: Scenario,
    pub(crate) backend: Backend,
    pub(crate) strategy: Strategy,
    /// The figures of each round.
    pub(crate) rounds: Vec<Vec<f64>>,
}

/// Writes the rows of a kind as a table in Markdown, each figure being the median of its rounds.
pub(crate) fn render(kind: Kind, rows: &[Row]) -> String {
    let columns = kind.columns();
    let mut lines = vec![
        [&["scenario", "runtime", "strategy"], columns]
            .concat()
            .join(" | "),
        [vec!["---"; 3], vec!["---:"; columns.len()]]
            .concat()
            .join(" | "),
    ];
    let mut rows: Vec<&Row> = rows.iter().filter(|row| row.kind == kind).collect();
    // What is to be compared stands together.
    rows.sort_by_key(|row| row.scenario.crowd());
    for row in rows {
        let mut cells = vec![
            row.scenario.to_string(),
            row.backend.to_string(),
            row.strategy.to_string(),
        ];
        for column in 0..columns.len() {
            cells.push(shown(median(row.rounds.iter().map(|round| round[column]))));
        }
        lines.push(cells.join(" | "));
    }
    lines.iter().map(|line| format!("| {line} |\n")).collect()
}

/// Writes a number with three digits, or all those before the point.
fn shown(value: f64) -> String {
    match value {
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn numbers_have_three_digits() {
        assert_eq!(
            [1.234, 12.34, 123.4, 1234.5].map(shown),
            ["1.23", "12.3", "123", "1234"]
        );
    }
}
