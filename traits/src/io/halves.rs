use std::{error::Error, fmt};

use super::{ByteRead, ByteWrite};

/// Moves bytes both ways, the two directions independently of each other.
///
/// It can be taken apart into two halves that are owned, for two tasks, and put together again.
pub trait ByteStream: ByteRead + ByteWrite + Unpin + Sized {
    /// The half that reads.
    type ReadHalf: ByteRead + Unpin + 'static;
    /// The half that writes.
    type WriteHalf: OwnedWriteHalf + 'static;

    /// Takes the stream apart.
    ///
    /// Dropping the write half shuts the writing side down, as closing it does, unless
    /// [`OwnedWriteHalf::forget`] is called. Dropping both closes the stream.
    fn into_halves(self) -> (Self::ReadHalf, Self::WriteHalf);

    /// Puts the two halves of one stream together again.
    ///
    /// # Errors
    ///
    /// [`ReuniteError`], which holds the halves, if they are not of the same stream.
    fn reunite(
        read: Self::ReadHalf,
        write: Self::WriteHalf,
    ) -> Result<Self, ReuniteError<Self::ReadHalf, Self::WriteHalf>>;
}

/// Writes, apart from the half that reads.
///
/// Implementers must shut the writing side down when it is dropped.
pub trait OwnedWriteHalf: ByteWrite + Unpin {
    /// Drops the half without shutting the writing side down.
    fn forget(self);
}

/// Gives back two halves that do not belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "the two halves are all there can be, and taking them apart by pattern is the use"
)]
pub struct ReuniteError<R, W> {
    /// The half that reads.
    pub read: R,
    /// The half that writes.
    pub write: W,
}

impl<R, W> fmt::Debug for ReuniteError<R, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReuniteError").finish_non_exhaustive()
    }
}

impl<R, W> fmt::Display for ReuniteError<R, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the halves are not of the same stream")
    }
}

impl<R, W> Error for ReuniteError<R, W> {}
