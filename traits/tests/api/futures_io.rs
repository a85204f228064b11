//! A stream of `futures-io` alone, in the place of one of ours.

use std::{
    io,
    mem::MaybeUninit,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use anyrt_traits::io::{AsyncRead, AsyncWrite, ByteRead, ByteWrite, FuturesIo, ReadCursor};

/// Gives as much as there is room for, and notes how much that was; pending every other time.
#[derive(Default)]
struct Source {
    rooms: Vec<usize>,
    is_ready: bool,
}

impl AsyncRead for Source {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.is_ready = !self.is_ready;
        if self.is_ready {
            return Poll::Pending;
        }
        assert!(buf.iter().all(|byte| *byte == 0), "it is zeroed");
        buf.fill(7);
        self.rooms.push(buf.len());
        Poll::Ready(Ok(buf.len()))
    }
}

impl AsyncWrite for Source {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()))
    }
}

#[test]
fn it_reads_into_memory_that_is_zeroed_for_it_in_parts() {
    let mut cx = Context::from_waker(Waker::noop());
    let mut memory = vec![MaybeUninit::uninit(); 40_000];
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"ab");
    let mut stream = FuturesIo::new(Source::default());
    for filled in [2 + 16_384, 2 + 2 * 16_384, 40_000] {
        let mut poll =
            |cursor: &mut ReadCursor<'_>| Pin::new(&mut stream).poll_read_uninit(&mut cx, cursor);
        assert!(poll(&mut cursor).is_pending());
        assert!(matches!(poll(&mut cursor), Poll::Ready(Ok(()))));
        assert_eq!(cursor.filled_len(), filled);
    }
    assert!(cursor.filled().starts_with(b"ab\x07") && cursor.filled().ends_with(b"\x07"));
    assert_eq!(
        stream.into_inner().rooms,
        [16_384, 16_384, 40_000 - 2 - 2 * 16_384]
    );
}

#[test]
fn it_says_of_vectored_writes_what_it_was_told_and_forwards_the_rest() {
    let mut cx = Context::from_waker(Waker::noop());
    assert!(!FuturesIo::new(Source::default()).is_write_vectored());
    let mut stream = FuturesIo::vectored(Source::default());
    assert!(stream.is_write_vectored());
    let written = Pin::new(&mut stream).poll_write(&mut cx, b"abc");
    assert!(matches!(written, Poll::Ready(Ok(3))));
    assert!(matches!(
        Pin::new(&mut stream).poll_flush(&mut cx),
        Poll::Ready(Ok(()))
    ));
    assert!(matches!(
        Pin::new(&mut stream).poll_close(&mut cx),
        Poll::Ready(Err(_))
    ));
    assert!(!stream.get_mut().is_ready && stream.get_ref().rooms.is_empty());
}
