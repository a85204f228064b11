//! Why a command did not succeed, and the exit code that says so.

use std::fmt;

/// What a command gives back.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// A command's failure: a message for people, and whether the command line was at fault.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    usage: bool,
}

impl Failure {
    /// Makes a failure of what was run or checked.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            usage: false,
        }
    }

    /// Makes a failure of the command line itself.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            usage: true,
        }
    }

    /// Returns the exit code: 2 for a wrong command line, else 1.
    pub(crate) fn exit_code(&self) -> u8 {
        if self.usage { 2 } else { 1 }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
