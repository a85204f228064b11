//! An incremental parser: it may be called after every byte and never looks at one twice.
//!
//! The caller keeps the bytes; the parser keeps how far it came. It remembers the end of the last
//! part that it understood (`parsed`) and how far it searched for the end of the line that follows
//! (`searched`), so a request that arrives in a thousand pieces costs the same as one that arrives
//! whole. Nothing is allocated on the word of a header: memory grows with bytes that did arrive.

use std::ops::Range;

use super::inline::split_line;
use super::{ProtocolError, Request, parse_integer, parse_length};

/// The longest request in plain text, and the longest line with a number, in bytes.
const LINE_LIMIT: usize = 64 * 1024;

/// The capacity that is kept from one request to the next, in arguments and in bytes.
const KEPT_CAPACITY: usize = 1024;

/// How large a request may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParseLimits {
    /// The size of one request with all its headers, in bytes.
    pub(crate) request_bytes: usize,
    /// The number of arguments of one request, its name included.
    pub(crate) arguments: usize,
}

/// The state of reading one request.
#[derive(Debug)]
pub(crate) struct Parser {
    limits: ParseLimits,
    /// What the next bytes are.
    state: State,
    /// The end of the last part that was understood.
    parsed: usize,
    /// The end of what was searched for the end of a line.
    searched: usize,
    /// Where the arguments lie: in the caller's bytes, or in `words`.
    spans: Vec<Range<usize>>,
    /// The words of a request in plain text, with quotation marks resolved.
    words: Vec<u8>,
}

/// What the parser expects next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The first byte of a request.
    Start,
    /// The line with the number of arguments.
    Count,
    /// The line with the length of an argument, so many of which are to come.
    BulkHeader { missing: usize },
    /// The bytes of an argument.
    Bulk { missing: usize, length: usize },
    /// A line of plain text.
    Inline,
}

impl Parser {
    /// Makes a parser that accepts requests up to the given limits.
    pub(crate) fn new(limits: ParseLimits) -> Self {
        Self {
            limits,
            state: State::Start,
            parsed: 0,
            searched: 0,
            spans: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Goes on reading the request that starts at the first byte of `input`.
    ///
    /// Returns the length of the request once it is complete; [`request`](Self::request) then gives
    /// its parts, and [`finish`](Self::finish) must come before the next request. Returns `None`
    /// when bytes are missing; the next call gets the same bytes and the ones that arrived since.
    ///
    /// # Errors
    ///
    /// The bytes are not a request, or one beyond the limits. There is no way to go on.
    ///
    /// # Complexity
    ///
    /// Linear in the bytes of the request, over all calls together.
    pub(crate) fn parse(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        loop {
            let step = match self.state {
                State::Start => match input.first() {
                    None => None,
                    Some(b'*') => Some(State::Count),
                    Some(_) => Some(State::Inline),
                },
                State::Inline => return self.inline(input),
                State::Count => match self.count(input)? {
                    Some(0) => return Ok(Some(self.parsed)),
                    missing => missing.map(|missing| State::BulkHeader { missing }),
                },
                State::BulkHeader { missing } => self
                    .bulk_header(input)?
                    .map(|length| State::Bulk { missing, length }),
                State::Bulk { missing, length } => match self.bulk(input, length)? {
                    Some(()) if missing == 1 => return Ok(Some(self.parsed)),
                    done => done.map(|()| State::BulkHeader {
                        missing: missing - 1,
                    }),
                },
            };
            match step {
                Some(state) => self.state = state,
                None => return Ok(None),
            }
        }
    }

    /// Gives the parts of the request that [`parse`](Self::parse) found complete in `input`.
    pub(crate) fn request<'a>(&'a self, input: &'a [u8]) -> Request<'a> {
        let bytes = if self.state == State::Inline {
            &self.words
        } else {
            input
        };
        Request::new(bytes, &self.spans)
    }

    /// Gets ready for the next request.
    pub(crate) fn finish(&mut self) {
        self.state = State::Start;
        self.parsed = 0;
        self.searched = 0;
        self.spans.clear();
        self.spans.shrink_to(KEPT_CAPACITY);
        self.words.clear();
        self.words.shrink_to(KEPT_CAPACITY);
    }

    /// Returns how many bytes the request needs at least, as far as its headers tell.
    pub(crate) fn expected(&self) -> usize {
        match self.state {
            State::Bulk { length, .. } => self.parsed + length + 2,
            _ => self.searched,
        }
    }

    /// Reads the number of arguments; none or fewer make an empty request.
    fn count(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        let Some(line) = self.line(input, ProtocolError::ArgumentCountLine)? else {
            return Ok(None);
        };
        let count =
            parse_integer(&input[line.start + 1..line.end]).ok_or(ProtocolError::ArgumentCount)?;
        let count = usize::try_from(count).unwrap_or(0);
        if count > self.limits.arguments {
            return Err(ProtocolError::ArgumentCount);
        }
        Ok(Some(count))
    }

    /// Reads the length of the next argument.
    fn bulk_header(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        match input.get(self.parsed) {
            None | Some(b'$') => {}
            Some(&other) => return Err(ProtocolError::ExpectedBulk(other)),
        }
        let Some(line) = self.line(input, ProtocolError::BulkLengthLine)? else {
            return Ok(None);
        };
        let length = parse_length(&input[line.start + 1..line.end])
            .filter(|length| *length <= self.limits.request_bytes)
            .ok_or(ProtocolError::BulkLength)?;
        if self.parsed + length > self.limits.request_bytes {
            return Err(ProtocolError::RequestSize);
        }
        Ok(Some(length))
    }

    /// Reads an argument of known length and the line end that follows it.
    fn bulk(&mut self, input: &[u8], length: usize) -> Result<Option<()>, ProtocolError> {
        let end = self.parsed + length;
        match input.get(end..end + 2) {
            None => Ok(None),
            Some(b"\r\n") => {
                self.spans.push(self.parsed..end);
                self.parsed = end + 2;
                self.searched = self.parsed;
                Ok(Some(()))
            }
            Some(_) => Err(ProtocolError::BulkEnd),
        }
    }

    /// Reads a request in plain text.
    fn inline(&mut self, input: &[u8]) -> Result<Option<usize>, ProtocolError> {
        let Some(line) = self.line(input, ProtocolError::InlineSize)? else {
            return Ok(None);
        };
        split_line(&input[line], &mut self.words, &mut self.spans)?;
        Ok(Some(self.parsed))
    }

    /// Takes the line that starts at `parsed`, without its end.
    fn line(
        &mut self,
        input: &[u8],
        too_long: ProtocolError,
    ) -> Result<Option<Range<usize>>, ProtocolError> {
        let start = self.parsed;
        let found = input[self.searched..]
            .iter()
            .position(|byte| *byte == b'\n');
        let end = found.map_or(input.len(), |offset| self.searched + offset);
        if end - start > LINE_LIMIT {
            return Err(too_long);
        }
        if found.is_none() {
            self.searched = end;
            return Ok(None);
        }
        self.parsed = end + 1;
        self.searched = self.parsed;
        let carriage_return = end > start && input[end - 1] == b'\r';
        Ok(Some(start..end - usize::from(carriage_return)))
    }
}
