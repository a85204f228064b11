//! The examples that do not run on our channels, each with its reason.

use super::example::Example;

/// Some examples, and why they are left out.
#[derive(Debug)]
pub(crate) struct Exception {
    /// The crate.
    source: &'static str,
    /// What the code has, for the examples to be meant.
    with: &'static str,
    /// Why.
    pub(crate) reason: &'static str,
}

/// The exceptions; the first that fits counts.
pub(crate) const EXCEPTIONS: &[Exception] = &[Exception {
    source: "tokio",
    with: "send_timeout(i, Duration",
    reason: "our `send_timeout` takes a timer, of any runtime, where tokio's takes a duration",
}];

impl Exception {
    /// Finds the exception that an example is.
    pub(crate) fn of(source: &str, example: &Example) -> Option<&'static Self> {
        EXCEPTIONS
            .iter()
            .find(|exception| exception.source == source && example.code.contains(exception.with))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exception_has_a_reason() {
        assert!(
            EXCEPTIONS
                .iter()
                .all(|exception| exception.reason.len() > 20)
        );
    }
}
