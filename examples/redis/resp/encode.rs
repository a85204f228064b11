//! Replies, written straight into the connection's output.
//!
//! The two versions of the protocol differ in a handful of types: where the third has maps, sets,
//! doubles and one null, the second spells them with arrays and strings. Commands say what they
//! mean, and the difference ends here.

use std::fmt;

use super::{format_double, push_decimal};

/// The version of the protocol that a client speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// What every client speaks at first.
    Resp2,
    /// What a client asks for with `HELLO 3`.
    Resp3,
}

impl Protocol {
    /// Returns the number of the version.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Resp2 => 2,
            Self::Resp3 => 3,
        }
    }
}

/// A reply in the making.
///
/// A collection is announced with its length, and its elements follow as replies of their own.
#[derive(Debug)]
pub(crate) struct Reply<'a> {
    out: &'a mut Vec<u8>,
    protocol: Protocol,
}

impl<'a> Reply<'a> {
    /// Starts a reply at the end of `out`.
    pub(crate) fn new(out: &'a mut Vec<u8>, protocol: Protocol) -> Self {
        Self { out, protocol }
    }

    /// Writes the rest of the reply in another version of the protocol.
    pub(crate) fn switch(&mut self, protocol: Protocol) {
        self.protocol = protocol;
    }

    /// Returns the version of the protocol that the reply is written in.
    pub(crate) fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Says that the command did what it should.
    pub(crate) fn ok(&mut self) {
        self.simple("OK");
    }

    /// Writes a short text without line ends.
    pub(crate) fn simple(&mut self, text: &str) {
        self.out.push(b'+');
        self.out.extend_from_slice(text.as_bytes());
        self.line_end();
    }

    /// Writes an error; its text starts with a code in capitals.
    ///
    /// Parts of the text may come from the client: a line end in them becomes a space.
    pub(crate) fn error(&mut self, error: &dyn fmt::Display) {
        self.out.push(b'-');
        let text = error.to_string().into_bytes();
        self.out.extend(text.iter().map(|byte| match byte {
            b'\r' | b'\n' => b' ',
            other => *other,
        }));
        self.line_end();
    }

    /// Writes an integer.
    pub(crate) fn integer(&mut self, value: i64) {
        self.header(b':', value);
    }

    /// Writes a length or a count.
    pub(crate) fn count(&mut self, value: usize) {
        self.header(b':', i64::try_from(value).unwrap_or(i64::MAX));
    }

    /// Writes yes or no, as one or zero.
    pub(crate) fn flag(&mut self, value: bool) {
        self.integer(i64::from(value));
    }

    /// Writes a string of any bytes.
    pub(crate) fn bulk(&mut self, bytes: impl AsRef<[u8]>) {
        let bytes = bytes.as_ref();
        self.length(b'$', bytes.len());
        self.out.extend_from_slice(bytes);
        self.line_end();
    }

    /// Writes a string, or null where there is none.
    pub(crate) fn bulk_or_null(&mut self, bytes: Option<impl AsRef<[u8]>>) {
        match bytes {
            Some(bytes) => self.bulk(bytes),
            None => self.null(),
        }
    }

    /// Writes that there is no such thing.
    pub(crate) fn null(&mut self) {
        self.out.extend_from_slice(match self.protocol {
            Protocol::Resp2 => b"$-1\r\n",
            Protocol::Resp3 => b"_\r\n",
        });
    }

    /// Writes that there is no such array.
    pub(crate) fn null_array(&mut self) {
        self.out.extend_from_slice(match self.protocol {
            Protocol::Resp2 => b"*-1\r\n",
            Protocol::Resp3 => b"_\r\n",
        });
    }

    /// Announces an array; `length` replies follow.
    pub(crate) fn array(&mut self, length: usize) {
        self.length(b'*', length);
    }

    /// Announces what the client did not ask for just now; `length` replies follow.
    pub(crate) fn push(&mut self, length: usize) {
        match self.protocol {
            Protocol::Resp2 => self.array(length),
            Protocol::Resp3 => self.length(b'>', length),
        }
    }

    /// Announces a map; `pairs` times a key and its value follow.
    pub(crate) fn map(&mut self, pairs: usize) {
        match self.protocol {
            Protocol::Resp2 => self.array(pairs * 2),
            Protocol::Resp3 => self.length(b'%', pairs),
        }
    }

    /// Announces a set; `length` replies follow.
    pub(crate) fn set(&mut self, length: usize) {
        match self.protocol {
            Protocol::Resp2 => self.array(length),
            Protocol::Resp3 => self.length(b'~', length),
        }
    }

    /// Writes a floating-point number.
    pub(crate) fn double(&mut self, value: f64) {
        let text = format_double(value);
        match self.protocol {
            Protocol::Resp2 => self.bulk(text),
            Protocol::Resp3 => {
                self.out.push(b',');
                self.out.extend_from_slice(text.as_bytes());
                self.line_end();
            }
        }
    }

    /// Writes a text for people, which a client shows as it is.
    pub(crate) fn verbatim(&mut self, text: &str) {
        match self.protocol {
            Protocol::Resp2 => self.bulk(text),
            Protocol::Resp3 => {
                self.length(b'=', text.len() + 4);
                self.out.extend_from_slice(b"txt:");
                self.out.extend_from_slice(text.as_bytes());
                self.line_end();
            }
        }
    }

    /// Writes a type byte and a length.
    fn length(&mut self, kind: u8, length: usize) {
        self.header(kind, i64::try_from(length).unwrap_or(i64::MAX));
    }

    /// Writes a type byte and a number on a line of their own.
    fn header(&mut self, kind: u8, value: i64) {
        self.out.push(kind);
        push_decimal(self.out, value);
        self.line_end();
    }

    /// Ends the line.
    fn line_end(&mut self) {
        self.out.extend_from_slice(b"\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::{Protocol, Reply};

    fn encode(protocol: Protocol, write: impl Fn(&mut Reply<'_>)) -> String {
        let mut out = Vec::new();
        write(&mut Reply::new(&mut out, protocol));
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn each_version_has_its_own_spelling() {
        let both = |write: &dyn Fn(&mut Reply<'_>)| {
            (
                encode(Protocol::Resp2, write),
                encode(Protocol::Resp3, write),
            )
        };
        let spelling = |two: &str, three: &str| (two.to_owned(), three.to_owned());
        assert_eq!(both(&|r| r.null()), spelling("$-1\r\n", "_\r\n"));
        assert_eq!(both(&|r| r.null_array()), spelling("*-1\r\n", "_\r\n"));
        assert_eq!(both(&|r| r.map(2)), spelling("*4\r\n", "%2\r\n"));
        assert_eq!(both(&|r| r.push(2)), spelling("*2\r\n", ">2\r\n"));
        assert_eq!(both(&|r| r.set(2)), spelling("*2\r\n", "~2\r\n"));
        assert_eq!(
            both(&|r| r.double(0.5)),
            spelling("$3\r\n0.5\r\n", ",0.5\r\n")
        );
        assert_eq!(
            both(&|r| r.verbatim("x")),
            spelling("$1\r\nx\r\n", "=5\r\ntxt:x\r\n")
        );
        assert_eq!(
            both(&|r| r.bulk("ab")),
            spelling("$2\r\nab\r\n", "$2\r\nab\r\n")
        );
        assert_eq!(both(&|r| r.integer(-5)), spelling(":-5\r\n", ":-5\r\n"));
    }

    #[test]
    fn an_error_never_spans_lines() {
        let text = encode(Protocol::Resp2, |r| r.error(&"ERR a\r\n+OK"));
        assert_eq!(text, "-ERR a  +OK\r\n");
    }
}
