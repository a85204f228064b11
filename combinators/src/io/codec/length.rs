use std::{error::Error, fmt, io};

use super::{Decode, Decoded, Encode};

/// Frames of bytes, each behind its length.
///
/// By default the length is four bytes, the most significant first, and counts the bytes behind it.
#[derive(Debug, Clone)]
pub struct LengthCodec {
    max: usize,
    width: LengthWidth,
    is_little_endian: bool,
}

/// How many bytes hold a length.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LengthWidth {
    /// One.
    One,
    /// Two.
    Two,
    /// Four.
    #[default]
    Four,
    /// Eight.
    Eight,
}

impl LengthWidth {
    const fn bytes(self) -> usize {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Four => 4,
            Self::Eight => 8,
        }
    }
}

impl LengthCodec {
    /// Makes a codec for frames of at most `max` bytes, their lengths not counted.
    #[must_use]
    pub const fn new(max: usize) -> Self {
        Self {
            max,
            width: LengthWidth::Four,
            is_little_endian: false,
        }
    }

    /// Sets how many bytes hold the length.
    #[must_use]
    pub const fn width(mut self, width: LengthWidth) -> Self {
        self.width = width;
        self
    }

    /// Puts the least significant byte of the length first.
    #[must_use]
    pub const fn little_endian(mut self) -> Self {
        self.is_little_endian = true;
        self
    }

    fn read_length(&self, header: &[u8]) -> u64 {
        let join = |length: u64, byte: &u8| length << 8 | u64::from(*byte);
        if self.is_little_endian {
            header.iter().rev().fold(0, join)
        } else {
            header.iter().fold(0, join)
        }
    }

    fn write_length(&self, length: u64, bytes: &mut Vec<u8>) {
        let width = self.width.bytes();
        if self.is_little_endian {
            bytes.extend_from_slice(&length.to_le_bytes()[..width]);
        } else {
            bytes.extend_from_slice(&length.to_be_bytes()[8 - width..]);
        }
    }
}

impl Decode for LengthCodec {
    type Item = Vec<u8>;
    type Error = LengthError;

    fn decode(&mut self, bytes: &[u8]) -> Result<Decoded<Vec<u8>>, LengthError> {
        let Some((header, rest)) = bytes.split_at_checked(self.width.bytes()) else {
            return Ok(Decoded::Incomplete);
        };
        let length = self.read_length(header);
        let max = self.max;
        let fits = usize::try_from(length).ok().filter(|length| *length <= max);
        let Some(fits) = fits else {
            return Err(LengthError::TooLong { length, max });
        };
        Ok(match rest.get(..fits) {
            Some(frame) => Decoded::Frame {
                item: frame.to_vec(),
                length: header.len() + fits,
            },
            None => Decoded::Incomplete,
        })
    }

    fn decode_end(&mut self, bytes: &[u8]) -> Result<Option<Vec<u8>>, LengthError> {
        if bytes.is_empty() {
            Ok(None)
        } else {
            Err(LengthError::CutShort)
        }
    }
}

impl<B: AsRef<[u8]>> Encode<B> for LengthCodec {
    type Error = LengthError;

    fn encode(&mut self, item: B, bytes: &mut Vec<u8>) -> Result<(), LengthError> {
        let frame = item.as_ref();
        let length = frame.len() as u64;
        let most = u64::MAX >> (64 - 8 * self.width.bytes());
        if frame.len() > self.max || length > most {
            let max = self.max.min(usize::try_from(most).unwrap_or(usize::MAX));
            return Err(LengthError::TooLong { length, max });
        }
        self.write_length(length, bytes);
        bytes.extend_from_slice(frame);
        Ok(())
    }
}

/// Says why there is no frame.
#[derive(Debug)]
#[non_exhaustive]
pub enum LengthError {
    /// The frame is longer than allowed, or than its length can say.
    TooLong {
        /// How long it is, or says that it is.
        length: u64,
        /// How long it may be.
        max: usize,
    },
    /// The reader ended within a frame.
    CutShort,
    /// Reading or writing failed.
    Io(io::Error),
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { length, max } => {
                write!(f, "a frame has {length} bytes, more than {max}")
            }
            Self::CutShort => f.write_str("the end came within a frame"),
            Self::Io(_) => f.write_str("reading or writing frames failed"),
        }
    }
}

impl Error for LengthError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::TooLong { .. } | Self::CutShort => None,
        }
    }
}

impl From<io::Error> for LengthError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<LengthError> for io::Error {
    fn from(error: LengthError) -> Self {
        match error {
            LengthError::Io(error) => error,
            LengthError::CutShort => Self::new(io::ErrorKind::UnexpectedEof, error),
            LengthError::TooLong { .. } => Self::new(io::ErrorKind::InvalidData, error),
        }
    }
}
