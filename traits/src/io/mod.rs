//! Byte streams: the `futures-io` traits, and what they lack.
//!
//! [`AsyncRead`], [`AsyncWrite`], [`AsyncBufRead`] and [`AsyncSeek`] are `futures-io`'s own, so that
//! whatever is written against them takes our streams as they are. [`ByteRead`] adds reading into memory
//! that is not initialised, [`ByteWrite`] tells whether vectored writes are worth making, and
//! [`ByteStream`] adds halves that are owned. [`FuturesIo`] gives the first two to streams of others.

mod byte_read;
mod byte_write;
mod foreign;
mod halves;
mod raw;
mod read_append;

pub use byte_read::ByteRead;
pub use byte_write::ByteWrite;
pub use foreign::FuturesIo;
pub use futures_io::{AsyncBufRead, AsyncRead, AsyncSeek, AsyncWrite};
pub use halves::{ByteStream, OwnedWriteHalf, ReuniteError};
pub use raw::ReadCursor;
pub use read_append::{ByteReadExt, ReadAppend};
