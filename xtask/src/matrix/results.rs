//! What the test run printed.

use super::clauses::is_clause_name;

/// One case on one runtime.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Case {
    /// The runtime's module.
    pub(crate) runtime: String,
    /// The clause's module.
    pub(crate) clause: String,
    /// The rest of the name.
    pub(crate) name: String,
    /// Whether it passed; an ignored case did not.
    pub(crate) passed: bool,
}

/// Reads libtest's lines `test runtime::clause::case ... ok`, sorted; tests of another shape are left out.
pub(crate) fn cases(output: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = output.lines().filter_map(case).collect();
    cases.sort();
    cases
}

fn case(line: &str) -> Option<Case> {
    let (name, result) = line.trim().strip_prefix("test ")?.split_once(" ... ")?;
    let name = name.split(" - ").next()?;
    let mut parts = name.splitn(3, "::");
    let (runtime, clause, name) = (parts.next()?, parts.next()?, parts.next()?);
    if !is_clause_name(clause) {
        return None;
    }
    // Output that a case lets through may follow on the line; the verdict is its first or last word.
    let passed = result == "ok"
        || result.starts_with("ok ")
        || result.ends_with(" ok")
        || result.ends_with("...ok");
    Some(Case {
        runtime: runtime.to_owned(),
        clause: clause.to_owned(),
        name: name.to_owned(),
        passed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_libtest_are_read() {
        let output = "\nrunning 4 tests\ntest tokio::t1::drop_detaches ... ok\ntest smol_global::b10::nodelay::reads_back ... FAILED\ntest tokio::t2::queued ... ignored, slow\ntest suite::works ... ok\ntest tokio::t3::panics - should panic ... ok\n\ntest result: FAILED. 2 passed\n";
        let found = cases(output);
        let shown: Vec<_> = found
            .iter()
            .map(|c| {
                (
                    c.runtime.as_str(),
                    c.clause.as_str(),
                    c.name.as_str(),
                    c.passed,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("smol_global", "b10", "nodelay::reads_back", false),
                ("tokio", "t1", "drop_detaches", true),
                ("tokio", "t2", "queued", false),
                ("tokio", "t3", "panics", true),
            ]
        );
    }
}
