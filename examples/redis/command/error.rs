//! Why a command was refused.

use std::borrow::Cow;
use std::fmt;

use crate::store::WrongType;

/// The outcome of a command: its reply is written, or the client reads the error instead.
pub(crate) type Done = Result<(), CommandError>;

/// The reason that a client reads in the error reply.
///
/// The texts are those of Redis, which client libraries look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CommandError {
    /// The key holds a value of another type.
    WrongType,
    /// The options contradict each other or make no sense.
    Syntax,
    /// An argument should be an integer of 64 bits.
    NotAnInteger,
    /// An argument should be a number.
    NotANumber,
    /// An argument may not be negative.
    NotPositive,
    /// A counter would leave the range of 64 bits.
    Overflow,
    /// There is no such key.
    NoSuchKey,
    /// The time to live is zero, negative, or beyond any calendar.
    InvalidExpiry(&'static str),
    /// The number of arguments does not fit the command.
    WrongArity(Cow<'static, str>),
    /// The client is subscribed and speaks the second version of the protocol.
    Confined(&'static str),
    /// Anything else, with its code.
    Other(Cow<'static, str>),
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongType => WrongType.fmt(f),
            Self::Syntax => f.write_str("ERR syntax error"),
            Self::NotAnInteger => f.write_str("ERR value is not an integer or out of range"),
            Self::NotANumber => f.write_str("ERR value is not a valid float"),
            Self::NotPositive => f.write_str("ERR value is out of range, must be positive"),
            Self::Overflow => f.write_str("ERR increment or decrement would overflow"),
            Self::NoSuchKey => f.write_str("ERR no such key"),
            Self::InvalidExpiry(command) => {
                write!(f, "ERR invalid expire time in '{command}' command")
            }
            Self::WrongArity(command) => {
                write!(f, "ERR wrong number of arguments for '{command}' command")
            }
            Self::Confined(command) => write!(
                f,
                "ERR Can't execute '{command}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / \
                 QUIT / RESET are allowed in this context"
            ),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for CommandError {}

impl From<WrongType> for CommandError {
    fn from(_: WrongType) -> Self {
        Self::WrongType
    }
}

impl From<&'static str> for CommandError {
    fn from(text: &'static str) -> Self {
        Self::Other(Cow::Borrowed(text))
    }
}

impl From<String> for CommandError {
    fn from(text: String) -> Self {
        Self::Other(Cow::Owned(text))
    }
}
