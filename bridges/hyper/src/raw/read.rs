use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::io::{ByteRead, ReadCursor};
use hyper::rt::{Read, ReadBuf, ReadBufCursor};

/// Reads from `from` into hyper's memory.
pub(crate) fn poll_read_into_hyper<S: ByteRead>(
    from: Pin<&mut S>,
    cx: &mut Context<'_>,
    mut buf: ReadBufCursor<'_>,
) -> Poll<io::Result<()>> {
    // SAFETY: I2: nothing writes to it but the cursor below.
    let unfilled = unsafe { buf.as_mut() };
    let start = unfilled.as_ptr().cast::<u8>();
    let mut cursor = ReadCursor::new(unfilled);
    ready!(from.poll_read_uninit(cx, &mut cursor))?;
    let filled = cursor.filled();
    let count = filled.len();
    assert!(
        count == 0 || filled.as_ptr() == start,
        "a reader must fill the cursor it was given"
    );
    // SAFETY: I1: the cursor is over hyper's memory, from its start, and has filled `count` bytes of it.
    unsafe { buf.advance(count) };
    Poll::Ready(Ok(()))
}

/// Reads from one of hyper's readers into our memory.
pub(crate) fn poll_read_from_hyper<S: Read>(
    from: Pin<&mut S>,
    cx: &mut Context<'_>,
    cursor: &mut ReadCursor<'_>,
) -> Poll<io::Result<()>> {
    let mut buf = ReadBuf::uninit(cursor.unfilled_mut());
    ready!(from.poll_read(cx, buf.unfilled()))?;
    let count = buf.filled().len();
    // SAFETY: `buf` is over what the cursor has not filled, and hyper's promise is that what it calls filled
    // is initialised; nothing can have put another buffer in its place, which only lends a cursor.
    unsafe { cursor.assume_filled(count) };
    Poll::Ready(Ok(()))
}
