use std::{error::Error, fmt, io};

/// Says why a copy stopped, and how far it came.
#[derive(Debug)]
#[non_exhaustive]
pub struct CopyError {
    /// The side that failed.
    pub side: CopySide,
    /// Its error.
    pub error: io::Error,
    /// How many bytes were read.
    pub read: u64,
    /// How many of them were written; the others are lost with the copy.
    pub written: u64,
}

/// A side of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a copy has these two sides, and matching on both without a third arm is the use"
)]
pub enum CopySide {
    /// What is read.
    Read,
    /// What is written, flushed and closed.
    Write,
}

impl fmt::Display for CopyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.side {
            CopySide::Read => "reading",
            CopySide::Write => "writing",
        };
        write!(f, "{side} failed after {} bytes were copied", self.written)
    }
}

impl Error for CopyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}

impl From<CopyError> for io::Error {
    fn from(error: CopyError) -> Self {
        error.error
    }
}

/// How many bytes were written in each direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Copied {
    /// From the first stream to the second.
    pub a_to_b: u64,
    /// From the second stream to the first.
    pub b_to_a: u64,
}

/// A direction of a copy in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "two streams have these two directions, and no third"
)]
pub enum CopyDirection {
    /// From the first stream to the second.
    AToB,
    /// From the second stream to the first.
    BToA,
}

/// Says why a copy in both directions stopped, and how far it came.
#[derive(Debug)]
#[non_exhaustive]
pub struct BidirectionalError {
    /// What stopped it.
    pub reason: BidirectionalReason,
    /// How many bytes were written by then.
    pub copied: Copied,
}

/// What stopped a copy in both directions.
#[derive(Debug)]
#[non_exhaustive]
pub enum BidirectionalReason {
    /// A side of a direction failed.
    Failed(CopyDirection, CopySide, io::Error),
    /// No byte moved in either direction for the idle time.
    Idle,
    /// The copy had not ended when the time after the end of the first stream was over.
    Grace,
}

impl fmt::Display for BidirectionalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match &self.reason {
            BidirectionalReason::Failed(_, CopySide::Read, _) => "reading failed",
            BidirectionalReason::Failed(_, CopySide::Write, _) => "writing failed",
            BidirectionalReason::Idle => "neither side moved",
            BidirectionalReason::Grace => "one side did not end after the other",
        };
        let Copied { a_to_b, b_to_a } = self.copied;
        write!(f, "{what} after {a_to_b} and {b_to_a} bytes were copied")
    }
}

impl Error for BidirectionalError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.reason {
            BidirectionalReason::Failed(_, _, error) => Some(error),
            BidirectionalReason::Idle | BidirectionalReason::Grace => None,
        }
    }
}

impl From<BidirectionalError> for io::Error {
    fn from(error: BidirectionalError) -> Self {
        match error.reason {
            BidirectionalReason::Failed(_, _, error) => error,
            BidirectionalReason::Idle | BidirectionalReason::Grace => {
                Self::new(io::ErrorKind::TimedOut, error)
            }
        }
    }
}
