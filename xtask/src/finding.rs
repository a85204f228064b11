//! What a check found: a place and a sentence.

use std::fmt;

use crate::failure::{Failure, Outcome};
use crate::out;

/// One breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    /// Makes a finding at a line, the first line being 1.
    pub(crate) fn at(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }

    /// Makes a finding about a file or folder as a whole.
    pub(crate) fn about(path: &str, message: impl Into<String>) -> Self {
        Self::at(path, 0, message)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.path, self.message)
        } else {
            write!(f, "{}:{}: {}", self.path, self.line, self.message)
        }
    }
}

/// Prints the findings of the check called `name`, sorted, and fails when there are any.
///
/// # Errors
///
/// Fails when `findings` is not empty.
pub(crate) fn conclude(name: &str, looked_at: &str, mut findings: Vec<Finding>) -> Outcome {
    findings.sort();
    findings.dedup();
    for finding in &findings {
        out::line(&finding.to_string());
    }
    match findings.len() {
        0 => {
            out::line(&format!("{name}: {looked_at}, nothing to report"));
            Ok(())
        }
        n => Err(Failure::new(format!(
            "{name}: {n} finding{}",
            if n == 1 { "" } else { "s" }
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_its_place() {
        assert_eq!(Finding::at("a.rs", 3, "bad").to_string(), "a.rs:3: bad");
        assert_eq!(Finding::about("a.rs", "bad").to_string(), "a.rs: bad");
    }

    #[test]
    fn any_finding_fails_the_check() {
        assert!(conclude("x", "1 file", vec![Finding::about("a", "b")]).is_err());
        assert!(conclude("x", "1 file", Vec::new()).is_ok());
    }
}
