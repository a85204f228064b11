//! What came of a weakened ordering.

/// Whether a model failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// This one did.
    Caught(String),
    /// None did, and the code says why none would.
    Argued,
    /// None did.
    Missed,
}

impl Verdict {
    /// Reads what a run printed.
    pub(crate) fn of(stdout: &str, success: bool, is_argued: bool) -> Self {
        if !success {
            return Self::Caught(failed_model(stdout).to_owned());
        }
        if is_argued {
            Self::Argued
        } else {
            Self::Missed
        }
    }
}

/// Returns the first model that failed.
fn failed_model(stdout: &str) -> &str {
    stdout
        .lines()
        .find_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
        .unwrap_or("the run, before it could say which")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_that_failed_is_named() {
        let stdout = "test a::b ... ok\ntest a::c ... FAILED\n";
        assert_eq!(
            Verdict::of(stdout, false, false),
            Verdict::Caught("a::c".to_owned())
        );
        assert_eq!(Verdict::of(stdout, true, true), Verdict::Argued);
        assert_eq!(Verdict::of(stdout, true, false), Verdict::Missed);
    }
}
