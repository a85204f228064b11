/// How the cells of a column are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "text and numbers are all there is")]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A table that reads well as it is and is Markdown too.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Starts a table with these column heads.
    #[must_use]
    pub fn new(columns: &[(&str, Align)]) -> Self {
        let columns = columns
            .iter()
            .map(|(head, align)| ((*head).to_owned(), *align));
        Self {
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; missing cells are empty.
    pub fn row(&mut self, mut cells: Vec<String>) {
        cells.resize(self.columns.len(), String::new());
        self.rows.push(cells);
    }

    /// Returns the lines of the table.
    #[must_use]
    pub fn render(&self) -> String {
        let widths: Vec<usize> = (0..self.columns.len()).map(|at| self.width(at)).collect();
        let heads: Vec<String> = self.columns.iter().map(|(head, _)| head.clone()).collect();
        let rules: Vec<String> = self.columns.iter().zip(&widths).map(rule).collect();
        let mut text = String::new();
        for cells in [&heads, &rules].into_iter().chain(&self.rows) {
            text.push('|');
            for ((cell, (_, align)), width) in cells.iter().zip(&self.columns).zip(&widths) {
                let pad = " ".repeat(width - cell.chars().count());
                match align {
                    Align::Left => text.extend([" ", cell, &pad, " |"]),
                    Align::Right => text.extend([" ", &pad, cell, " |"]),
                }
            }
            text.push('\n');
        }
        text
    }

    fn width(&self, at: usize) -> usize {
        let cells = self.rows.iter().map(|row| row[at].chars().count());
        cells
            .chain([self.columns[at].0.chars().count(), 3])
            .max()
            .unwrap_or(0)
    }
}

fn rule(((_, align), width): (&(String, Align), &usize)) -> String {
    match align {
        Align::Left => "-".repeat(*width),
        Align::Right => "-".repeat(width - 1) + ":",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = Table::new(&[("name", Align::Left), ("n", Align::Right)]);
        table.row(vec!["long name".to_owned(), "1".to_owned()]);
        table.row(vec!["x".to_owned()]);
        assert_eq!(
            table.render(),
            "| name      |   n |\n| --------- | --: |\n| long name |   1 |\n| x         |     |\n"
        );
    }
}
