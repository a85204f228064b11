//! Frames in byte streams.

mod codec_trait;
mod framed_read;
mod framed_write;
mod length;
mod lines;

pub use codec_trait::{Decode, Decoded, Encode};
pub use framed_read::FramedRead;
pub use framed_write::FramedWrite;
pub use length::{LengthCodec, LengthError, LengthWidth};
pub use lines::{LineCodec, LineError};
