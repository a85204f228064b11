//! The matrix as text: a table for the terminal, and the document.

use super::clauses::Clause;
use super::grid::{Cell, Grid};
use crate::table::{Align, Table};

/// How much of a title the terminal shows.
const TITLE_WIDTH: usize = 48;

/// Returns the table for the terminal.
pub(crate) fn terminal(clauses: &[Clause], grid: &Grid) -> String {
    let mut columns = vec![("", Align::Left), ("clause", Align::Left)];
    columns.extend(
        grid.runtimes
            .iter()
            .map(|name| (name.as_str(), Align::Right)),
    );
    let mut table = Table::new(&columns);
    for (clause, row) in clauses.iter().zip(&grid.rows) {
        let head = [clause.name.to_uppercase(), shortened(&clause.title)];
        table.row(
            head.into_iter()
                .chain(row.iter().map(|cell| cell_text(*cell, "[", "]"))),
        );
    }
    let notes = grid
        .footnotes
        .iter()
        .enumerate()
        .map(|(index, text)| format!("[{}] {text}\n", index + 1));
    format!(
        "{}{}{}\n",
        table.render(),
        notes.collect::<String>(),
        counts(grid)
    )
}

/// Returns `docs/MATRIX.md`.
pub(crate) fn document(clauses: &[Clause], grid: &Grid) -> String {
    let mut text = String::from(
        "# Conformance\n\nEvery clause of the [contract](CONTRACT.md) on every runtime: how many of its cases pass.\n\
         Written by `cargo xtask matrix`; `cargo xtask test` fails when it is stale.\n\n",
    );
    text.push_str(&counts(grid));
    text.push_str("\n\n| | Clause |");
    text.push_str(
        &grid
            .runtimes
            .iter()
            .map(|name| format!(" {} |", name.replace('_', " ")))
            .collect::<String>(),
    );
    text.push_str("\n|---|---|");
    text.push_str(&"---:|".repeat(grid.runtimes.len()));
    text.push('\n');
    for (clause, row) in clauses.iter().zip(&grid.rows) {
        text.push_str(&format!(
            "| {} | {} |",
            clause.name.to_uppercase(),
            clause.title.replace('|', "\\|")
        ));
        text.push_str(
            &row.iter()
                .map(|cell| format!(" {} |", cell_text(*cell, "<sup>", "</sup>")))
                .collect::<String>(),
        );
        text.push('\n');
    }
    if !grid.footnotes.is_empty() {
        text.push('\n');
        for (index, note) in grid.footnotes.iter().enumerate() {
            text.push_str(&format!("{}. {note}\n", index + 1));
        }
    }
    text
}

fn counts(grid: &Grid) -> String {
    format!(
        "{} cases, {} runs on {} runtimes.",
        grid.cases,
        grid.runs,
        grid.runtimes.len()
    )
}

fn cell_text(cell: Cell, open: &str, close: &str) -> String {
    match cell {
        Cell::Cases { passed, of } => format!("{passed}/{of}"),
        Cell::Footnote(number) => format!("n/a{open}{number}{close}"),
        Cell::Missing => "-".to_owned(),
    }
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE_WIDTH {
        return title.to_owned();
    }
    let cut: String = title.chars().take(TITLE_WIDTH - 3).collect();
    format!("{}...", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::clauses::clauses;
    use crate::matrix::grid::grid;
    use crate::matrix::not_applicable::reasons;
    use crate::matrix::results::cases;

    #[test]
    fn the_document_has_a_row_per_clause_and_footnotes() {
        let clauses = clauses("- **T1** A | b.\n- **T8** B.\n").expect("has clauses");
        let notes = reasons("smol_global t8 no shutdown").expect("reads");
        let grid = grid(&clauses, &cases("test smol_global::t1::a ... ok\n"), &notes);
        let text = document(&clauses, &grid);
        assert!(text.contains("| | Clause | smol global |\n|---|---|---:|\n| T1 | A \\| b | 1/1 |\n| T8 | B | n/a<sup>1</sup> |\n\n1. no shutdown\n"), "{text}");
        assert!(text.contains("1 cases, 1 runs on 1 runtimes."));
        assert!(terminal(&clauses, &grid).contains("n/a[1]"));
    }

    #[test]
    fn long_titles_are_cut_for_the_terminal() {
        assert_eq!(shortened(&"a".repeat(100)).chars().count(), TITLE_WIDTH);
        assert_eq!(shortened("a"), "a");
    }
}
