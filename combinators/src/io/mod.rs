//! Bytes over the traits of `futures-io`: copying, framing, and the bridges to tokio's traits.

mod codec;
mod copy;
#[cfg(feature = "tokio")]
mod tokio_io;

pub use codec::{
    Decode, Decoded, Encode, FramedRead, FramedWrite, LengthCodec, LengthError, LengthWidth,
    LineCodec, LineError,
};
pub use copy::{
    BidirectionalError, BidirectionalReason, Copied, CopyBidirectional, CopyBytes, CopyDirection,
    CopyError, CopySide, copy_bidirectional, copy_bytes,
};
#[cfg(feature = "tokio")]
pub use tokio_io::{FromTokio, ToTokio};
