//! Why the file cannot be used.

use std::path::PathBuf;
use std::{fmt, io};

use crate::command::CommandError;
use crate::resp::ProtocolError;

/// Why the server does not start from the file.
#[derive(Debug)]
pub(crate) enum LoadError {
    /// The system refuses.
    System {
        /// What was attempted.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// What stands there is no command.
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where, in bytes from the beginning.
        offset: u64,
        /// What is wrong.
        error: Malformed,
    },
    /// What stands there cannot be done to the data that what is before it makes.
    Refused {
        /// The file.
        path: PathBuf,
        /// Where it begins, in bytes from the beginning.
        offset: u64,
        /// What the command says.
        error: CommandError,
    },
}

/// What is wrong with the form of a command in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// It does not begin as a command does.
    Beginning(u8),
    /// Something in it.
    Protocol(ProtocolError),
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Beginning(found) => write!(f, "expected '*', got '{}'", found.escape_ascii()),
            Self::Protocol(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System {
                action,
                path,
                error,
            } => write!(f, "cannot {action} {}: {error}", path.display()),
            Self::Malformed {
                path,
                offset,
                error,
            } => write!(
                f,
                "bad format of {} at offset {offset}: {error}; the file is left as it is",
                path.display()
            ),
            Self::Refused {
                path,
                offset,
                error,
            } => write!(
                f,
                "bad command in {} at offset {offset}: {error}; the file is left as it is",
                path.display()
            ),
        }
    }
}

impl std::error::Error for LoadError {}
