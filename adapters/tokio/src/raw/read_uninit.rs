//! From our cursor to tokio's buffer and back.
//!
//! # Invariants
//!
//! - I1: the filled part of a `ReadBuf` is initialised; tokio demands it of whoever fills one.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::ReadCursor;
use tokio::io::{AsyncRead, ReadBuf};

/// Reads into the rest of `cursor`.
pub(crate) fn poll_read_uninit(
    reader: Pin<&mut impl AsyncRead>,
    cx: &mut Context<'_>,
    cursor: &mut ReadCursor<'_>,
) -> Poll<io::Result<()>> {
    let rest = cursor.unfilled_mut();
    let start = rest.as_ptr().cast::<u8>();
    let mut buf = ReadBuf::uninit(rest);
    ready!(reader.poll_read(cx, &mut buf))?;
    assert!(
        buf.filled().as_ptr() == start,
        "a reader must not put another buffer in the place of the one it was given"
    );
    let count = buf.filled().len();
    // SAFETY: I1, and by the check above the buffer is still the one over the rest of the cursor.
    unsafe { cursor.assume_filled(count) };
    Poll::Ready(Ok(()))
}
