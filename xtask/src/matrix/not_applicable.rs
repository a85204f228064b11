//! Why a clause has no case on a runtime.

use crate::failure::{Failure, Outcome};

/// One line of the file: `runtime clause reason...`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    /// The runtimes it speaks of; one `*` stands for any text.
    pub(crate) runtimes: String,
    /// The clause.
    pub(crate) clause: String,
    /// The reason, as a footnote.
    pub(crate) text: String,
    /// Its line in the file.
    pub(crate) line: usize,
}

impl Reason {
    /// Returns whether the reason speaks of a clause on a runtime.
    pub(crate) fn covers(&self, runtime: &str, clause: &str) -> bool {
        self.clause == clause && matches(&self.runtimes, runtime)
    }
}

/// Reads the file; empty lines and lines that start with `#` are skipped.
///
/// # Errors
///
/// Fails on a line without a reason.
pub(crate) fn reasons(text: &str) -> Outcome<Vec<Reason>> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut words = line.splitn(3, char::is_whitespace);
        let (Some(runtimes), Some(clause), Some(reason)) =
            (words.next(), words.next(), words.next())
        else {
            return Err(Failure::new(format!(
                "not-applicable.txt:{}: expected `runtime clause reason`",
                index + 1
            )));
        };
        found.push(Reason {
            runtimes: runtimes.to_owned(),
            clause: clause.to_lowercase(),
            text: reason.trim().to_owned(),
            line: index + 1,
        });
    }
    Ok(found)
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((front, back)) => {
            name.len() >= front.len() + back.len()
                && name.starts_with(front)
                && name.ends_with(back)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_runtime_clause_and_reason() {
        let found = reasons(
            "# head\n\nsmol_global T8  there is no shutdown\n* m5 of another crate\n*_local t7 x\n",
        )
        .expect("reads");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].text, "there is no shutdown");
        assert!(found[0].covers("smol_global", "t8") && !found[0].covers("smol_local", "t8"));
        assert!(found[1].covers("tokio", "m5"));
        assert!(found[2].covers("smol_local", "t7") && !found[2].covers("smol_global", "t7"));
    }

    #[test]
    fn a_line_without_a_reason_is_a_failure() {
        assert!(reasons("tokio t1\n").is_err());
    }
}
