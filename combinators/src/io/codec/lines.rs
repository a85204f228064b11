use std::{error::Error, fmt, io};

use super::{Decode, Decoded, Encode};

/// Lines of UTF-8 text, without their ends.
///
/// A line ends with `\n` or `\r\n`; what follows the last end is a line too, unless it is empty. Written
/// lines end with `\n`. A clone has seen none of the bytes that the original has.
#[derive(Debug)]
pub struct LineCodec {
    max: usize,
    /// How many bytes of the present line have been looked at; there is no end among them.
    scanned: usize,
}

impl LineCodec {
    /// Makes a codec for lines of at most `max` bytes, their ends not counted.
    #[must_use]
    pub const fn new(max: usize) -> Self {
        Self { max, scanned: 0 }
    }

    fn line(&self, bytes: &[u8]) -> Result<String, LineError> {
        if bytes.len() > self.max {
            return Err(LineError::TooLong { max: self.max });
        }
        let text = str::from_utf8(bytes).map_err(|_| LineError::NotUtf8)?;
        Ok(text.to_owned())
    }
}

impl Clone for LineCodec {
    fn clone(&self) -> Self {
        Self::new(self.max)
    }
}

impl Decode for LineCodec {
    type Item = String;
    type Error = LineError;

    fn decode(&mut self, bytes: &[u8]) -> Result<Decoded<String>, LineError> {
        let fresh = bytes.get(self.scanned..).unwrap_or_default();
        if let Some(end) = fresh.iter().position(|byte| *byte == b'\n') {
            let end = self.scanned + end;
            self.scanned = 0;
            let line = &bytes[..end];
            let item = self.line(line.strip_suffix(b"\r").unwrap_or(line))?;
            let length = end + 1;
            return Ok(Decoded::Frame { item, length });
        }
        // The last byte may be the `\r` of the end.
        if bytes.len() > self.max.saturating_add(1) {
            return Err(LineError::TooLong { max: self.max });
        }
        self.scanned = bytes.len();
        Ok(Decoded::Incomplete)
    }

    fn decode_end(&mut self, bytes: &[u8]) -> Result<Option<String>, LineError> {
        self.scanned = 0;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.line(bytes).map(Some)
    }
}

impl<S: AsRef<str>> Encode<S> for LineCodec {
    type Error = LineError;

    fn encode(&mut self, item: S, bytes: &mut Vec<u8>) -> Result<(), LineError> {
        let line = item.as_ref();
        if line.len() > self.max {
            return Err(LineError::TooLong { max: self.max });
        }
        if line.contains('\n') || line.ends_with('\r') {
            return Err(LineError::HasEnd);
        }
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
        Ok(())
    }
}

/// Says why there is no line.
#[derive(Debug)]
#[non_exhaustive]
pub enum LineError {
    /// The line is longer than allowed.
    TooLong {
        /// How long lines may be.
        max: usize,
    },
    /// The line is not UTF-8.
    NotUtf8,
    /// The line to be written holds the end of a line, or would lose its last character to it.
    HasEnd,
    /// Reading or writing failed.
    Io(io::Error),
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { max } => write!(f, "a line has more than {max} bytes"),
            Self::NotUtf8 => f.write_str("a line is not UTF-8"),
            Self::HasEnd => f.write_str("a line to be written holds the end of a line"),
            Self::Io(_) => f.write_str("reading or writing lines failed"),
        }
    }
}

impl Error for LineError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::TooLong { .. } | Self::NotUtf8 | Self::HasEnd => None,
        }
    }
}

impl From<io::Error> for LineError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<LineError> for io::Error {
    fn from(error: LineError) -> Self {
        match error {
            LineError::Io(error) => error,
            LineError::HasEnd => Self::new(io::ErrorKind::InvalidInput, error),
            LineError::TooLong { .. } | LineError::NotUtf8 => {
                Self::new(io::ErrorKind::InvalidData, error)
            }
        }
    }
}
