//! The cells.

use std::collections::{BTreeMap, BTreeSet};

use super::clauses::Clause;
use super::not_applicable::Reason;
use super::results::Case;

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// So many of so many cases passed.
    Cases {
        /// Those that passed.
        passed: usize,
        /// All of them.
        of: usize,
    },
    /// The clause does not apply: the footnote's number, from 1.
    Footnote(usize),
    /// There is no case, and no reason for that.
    Missing,
}

/// The matrix.
#[derive(Debug)]
pub(crate) struct Grid {
    /// The columns.
    pub(crate) runtimes: Vec<String>,
    /// A row per clause of the contract, a cell per runtime.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The footnotes.
    pub(crate) footnotes: Vec<String>,
    /// The number of distinct cases.
    pub(crate) cases: usize,
    /// The number of cases over all runtimes.
    pub(crate) runs: usize,
    /// What is wrong with the matrix, a line each.
    pub(crate) problems: Vec<String>,
}

/// Arranges the cases under the clauses.
pub(crate) fn grid(clauses: &[Clause], cases: &[Case], reasons: &[Reason]) -> Grid {
    let runtimes: Vec<String> = {
        let distinct: BTreeSet<&str> = cases.iter().map(|case| case.runtime.as_str()).collect();
        let mut list: Vec<String> = distinct.into_iter().map(str::to_owned).collect();
        list.sort_by_key(|name| (family(name), name.clone()));
        list
    };
    let mut problems = problems(clauses, cases, reasons);
    let mut notes = Footnotes::default();
    let mut rows = Vec::new();
    for clause in clauses {
        let mut row = Vec::new();
        for runtime in &runtimes {
            let here = cases
                .iter()
                .filter(|case| case.runtime == *runtime && case.clause == clause.name);
            let (of, passed) = here.fold((0, 0), |(of, passed), case| {
                (of + 1, passed + usize::from(case.passed))
            });
            let reason = reasons
                .iter()
                .find(|reason| reason.covers(runtime, &clause.name));
            row.push(match reason {
                None if of == 0 => {
                    problems.push(format!(
                        "{} has no case on {runtime}, and no reason why",
                        clause.name.to_uppercase()
                    ));
                    Cell::Missing
                }
                Some(reason) if of == 0 => Cell::Footnote(notes.number(&reason.text)),
                _ => Cell::Cases { passed, of },
            });
        }
        rows.push(row);
    }
    let distinct: BTreeSet<(&str, &str)> = cases
        .iter()
        .map(|case| (case.clause.as_str(), case.name.as_str()))
        .collect();
    Grid {
        runtimes,
        rows,
        footnotes: notes.texts,
        cases: distinct.len(),
        runs: cases.len(),
        problems,
    }
}

/// Reasons that are stale, cases of clauses that the contract does not have, and cases that do not pass.
fn problems(clauses: &[Clause], cases: &[Case], reasons: &[Reason]) -> Vec<String> {
    let known = |name: &str| clauses.iter().any(|clause| clause.name == name);
    let mut problems = Vec::new();
    for reason in reasons {
        let stale = cases
            .iter()
            .find(|case| reason.covers(&case.runtime, &case.clause));
        if let Some(case) = stale {
            let clause = case.clause.to_uppercase();
            problems.push(format!(
                "not-applicable.txt:{}: {clause} has cases on {}",
                reason.line, case.runtime
            ));
        }
        if !known(&reason.clause) {
            problems.push(format!(
                "not-applicable.txt:{}: the contract has no such clause",
                reason.line
            ));
        }
    }
    let mut unknown: BTreeMap<&str, &Case> = BTreeMap::new();
    for case in cases {
        if !known(&case.clause) {
            unknown.entry(&case.clause).or_insert(case);
        } else if !case.passed {
            problems.push(format!(
                "does not pass: {}::{}::{}",
                case.runtime, case.clause, case.name
            ));
        }
    }
    problems.extend(unknown.values().map(|case| {
        format!(
            "{}::{}::{} is of no clause of the contract",
            case.runtime, case.clause, case.name
        )
    }));
    problems
}

/// The columns' order: by family, then by name.
pub(crate) fn family(runtime: &str) -> usize {
    ["tokio", "async_std", "smol"]
        .iter()
        .position(|front| runtime.starts_with(front))
        .unwrap_or(usize::MAX)
}

/// Footnotes in the order of their first use, each text once.
#[derive(Debug, Default)]
struct Footnotes {
    texts: Vec<String>,
}

impl Footnotes {
    fn number(&mut self, text: &str) -> usize {
        if let Some(index) = self.texts.iter().position(|known| known == text) {
            return index + 1;
        }
        self.texts.push(text.to_owned());
        self.texts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::clauses::clauses;
    use crate::matrix::not_applicable::reasons;
    use crate::matrix::results::cases;

    fn make(output: &str, notes: &str) -> Grid {
        let clauses = clauses("- **T1** A.\n- **T8** B.\n").expect("has clauses");
        grid(&clauses, &cases(output), &reasons(notes).expect("reads"))
    }

    #[test]
    fn cells_count_passes_and_footnotes_explain_gaps() {
        let output = "test smol::t1::a ... ok\ntest tokio::t1::a ... ok\ntest tokio::t1::b ... ok\ntest tokio::t8::c ... ok\n";
        let grid = make(output, "smol t8 no shutdown");
        assert_eq!(grid.runtimes, ["tokio", "smol"]);
        assert_eq!(
            grid.rows[0],
            [
                Cell::Cases { passed: 2, of: 2 },
                Cell::Cases { passed: 1, of: 1 }
            ]
        );
        assert_eq!(
            grid.rows[1],
            [Cell::Cases { passed: 1, of: 1 }, Cell::Footnote(1)]
        );
        assert_eq!((grid.cases, grid.runs, grid.problems.len()), (3, 4, 0));
    }

    #[test]
    fn a_gap_without_a_reason_is_a_problem() {
        let grid = make("test tokio::t1::a ... ok\n", "");
        assert_eq!(grid.rows[1], [Cell::Missing]);
        assert_eq!(
            grid.problems,
            ["T8 has no case on tokio, and no reason why"]
        );
    }

    #[test]
    fn a_failing_or_ignored_case_is_a_problem() {
        let grid = make(
            "test a::t1::x ... FAILED\ntest a::t1::y ... ignored\n",
            "a t8 z",
        );
        assert_eq!(grid.rows[0], [Cell::Cases { passed: 0, of: 2 }]);
        assert_eq!(
            grid.problems,
            ["does not pass: a::t1::x", "does not pass: a::t1::y"]
        );
    }

    #[test]
    fn a_stale_reason_and_an_unknown_clause_are_problems() {
        let grid = make(
            "test a::t1::x ... ok\ntest a::q9::x ... ok\n",
            "a t1 stale\na t8 fine\na z1 unknown",
        );
        assert_eq!(grid.problems.len(), 3, "{:?}", grid.problems);
    }
}
