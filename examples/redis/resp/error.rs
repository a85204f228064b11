//! What may be wrong with the bytes of a request.

use std::fmt;

/// The reason why a stream of bytes is not a stream of requests.
///
/// Where the next request begins is unknown after such an error: the reply is the error, and the
/// connection ends. The texts are those of Redis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProtocolError {
    /// The number of arguments is not a number, or too large.
    ArgumentCount,
    /// The line that should hold the number of arguments does not end.
    ArgumentCountLine,
    /// Something other than `$` stands where an argument begins.
    ExpectedBulk(u8),
    /// The length of an argument is not a number, negative, or too large.
    BulkLength,
    /// The line that should hold the length of an argument does not end.
    BulkLengthLine,
    /// An argument is longer than it said.
    BulkEnd,
    /// All arguments together are larger than the server accepts.
    RequestSize,
    /// A request in plain text does not end.
    InlineSize,
    /// A quotation mark of a request in plain text has no partner.
    InlineQuotes,
}

impl fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Protocol error: ")?;
        match self {
            Self::ArgumentCount => f.write_str("invalid multibulk length"),
            Self::ArgumentCountLine => f.write_str("too big mbulk count string"),
            Self::ExpectedBulk(found) => {
                write!(f, "expected '$', got '{}'", found.escape_ascii())
            }
            Self::BulkLength => f.write_str("invalid bulk length"),
            Self::BulkLengthLine => f.write_str("too big bulk count string"),
            Self::BulkEnd => f.write_str("bulk is not followed by CRLF"),
            Self::RequestSize => f.write_str("request is too large"),
            Self::InlineSize => f.write_str("too big inline request"),
            Self::InlineQuotes => f.write_str("unbalanced quotes in request"),
        }
    }
}

impl std::error::Error for ProtocolError {}
