use std::io;

/// Finds frames in bytes.
///
/// Implementers must bound how many bytes they ask for without giving a frame: whoever sends them is not
/// to be trusted, and a [`FramedRead`](super::FramedRead) keeps what is asked for in memory.
pub trait Decode {
    /// A frame, decoded.
    type Item;
    /// What can go wrong, reading among it.
    type Error: From<io::Error>;

    /// Looks for a frame at the start of `bytes`.
    ///
    /// When it says [`Decoded::Incomplete`] it is called again with the same bytes and more behind them. It
    /// is not called with no bytes at all.
    ///
    /// # Errors
    ///
    /// If the bytes cannot become a frame; no further call is made.
    fn decode(&mut self, bytes: &[u8]) -> Result<Decoded<Self::Item>, Self::Error>;

    /// Makes what it can of the bytes that are left, perhaps none, when no more will come.
    ///
    /// It is called once; what it gives is the last item.
    ///
    /// # Errors
    ///
    /// If the bytes are part of a frame that was cut short.
    fn decode_end(&mut self, bytes: &[u8]) -> Result<Option<Self::Item>, Self::Error>;
}

/// What was found in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "there is a frame or there is none, and every codec constructs both"
)]
pub enum Decoded<T> {
    /// A frame that the first `length` bytes make up.
    Frame {
        /// The frame.
        item: T,
        /// How many bytes it took.
        length: usize,
    },
    /// The bytes do not make up a frame yet.
    Incomplete,
}

/// Turns items into bytes.
pub trait Encode<I> {
    /// What can go wrong, writing among it.
    type Error: From<io::Error>;

    /// Appends the frame of `item` to `bytes`.
    ///
    /// # Errors
    ///
    /// If the item cannot be a frame. What was appended is taken back, also by a panic, and the next item
    /// may be sent.
    fn encode(&mut self, item: I, bytes: &mut Vec<u8>) -> Result<(), Self::Error>;
}
