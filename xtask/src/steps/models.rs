//! What the models print, taken together.

use crate::table::{Align, Table};

/// What is known of the models of one primitive.
#[derive(Debug, PartialEq, Eq)]
struct Primitive {
    name: String,
    models: usize,
    executions: usize,
    bounds: Vec<String>,
}

/// Makes a table of the lines `loom NAME WORDS: N executions, preemption bound B`, one row for each name.
pub(crate) fn summary(stdout: &str) -> String {
    let mut table = Table::new(&[
        ("primitive", Align::Left),
        ("models", Align::Right),
        ("executions", Align::Right),
        ("preemption bounds", Align::Left),
    ]);
    for primitive in primitives(stdout) {
        table.row([
            primitive.name,
            primitive.models.to_string(),
            primitive.executions.to_string(),
            primitive.bounds.join(", "),
        ]);
    }
    table.render()
}

fn primitives(stdout: &str) -> Vec<Primitive> {
    let mut found: Vec<Primitive> = Vec::new();
    for (name, executions, bound) in stdout.lines().filter_map(model) {
        let at = found
            .iter()
            .position(|primitive| primitive.name == name)
            .unwrap_or_else(|| {
                found.push(Primitive {
                    name: name.to_owned(),
                    models: 0,
                    executions: 0,
                    bounds: Vec::new(),
                });
                found.len() - 1
            });
        let primitive = &mut found[at];
        primitive.models += 1;
        primitive.executions += executions;
        if !primitive.bounds.iter().any(|other| other == bound) {
            primitive.bounds.push(bound.to_owned());
            primitive.bounds.sort();
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// Reads one line: the primitive, the executions and the bound.
fn model(line: &str) -> Option<(&str, usize, &str)> {
    // The harness may have started a line before it.
    let (_, line) = line.split_once("loom ")?;
    let (name, counts) = line.rsplit_once(": ")?;
    let (executions, bound) = counts.split_once(" executions, preemption bound ")?;
    let name = name.split(' ').next()?;
    Some((name, executions.parse().ok()?, bound.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_counted_by_primitive() {
        let stdout = "test a ... loom mpsc send/recv: 12 executions, preemption bound 3\nok\n\
                      loom mpsc unbounded send/close: 30 executions, preemption bound none\n\
                      loom notify one: 5 executions, preemption bound 2\n";
        let found = primitives(stdout);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].models, found[0].executions), (2, 42));
        assert_eq!(found[0].bounds, ["3", "none"]);
    }
}
