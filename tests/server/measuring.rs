//! Claims about the measurement, of which no figure is one.

use std::time::Duration;

use anyrt::Backend;

use crate::measure::{Kind, Row, render};
use crate::strategy::Strategy;

#[test]
fn every_scenario_gives_a_figure_for_each_column() {
    for backend in Backend::available() {
        let mut rows = Vec::new();
        for strategy in Strategy::ALL {
            for kind in Kind::ALL {
                for scenario in kind.scenarios(strategy) {
                    let figures = anyrt::run_on(*backend, |rt| {
                        scenario.run(rt, strategy, Duration::from_millis(1))
                    });
                    let figures = figures.expect("the runtime starts").expect("no error");
                    assert!(
                        figures
                            .iter()
                            .all(|figure| figure.is_finite() && *figure > 0.0)
                    );
                    rows.push(Row {
                        kind,
                        scenario: *scenario,
                        backend: *backend,
                        strategy,
                        rounds: vec![figures],
                    });
                }
            }
        }
        let tables = Kind::ALL.map(|kind| render(kind, &rows)).concat();
        // Each table has a head of two lines; the sequential strategy is in one of the three alone.
        assert_eq!(tables.lines().count(), 3 * 2 + 4 + 3 * 2 + 3 * 3);
        let columns = |line: &str| line.matches('|').count();
        let first = Kind::ALL.map(|kind| {
            let table = render(kind, &rows);
            let count = columns(table.lines().next().expect("a head"));
            assert!(table.lines().all(|line| columns(line) == count), "{table}");
            count
        });
        assert_eq!(first, [7, 8, 7]);
    }
}
