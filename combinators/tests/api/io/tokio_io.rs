use std::{
    io::{self, ErrorKind, IoSlice},
    mem::MaybeUninit,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

use anyrt_combinators::{
    futures_util::{AsyncReadExt, AsyncWriteExt},
    io::{FromTokio, ToTokio},
};
use anyrt_traits::io::{ByteRead, ByteWrite, ReadCursor};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::by_hand::{Counter, Read, Wire, Write, is_pending, now};

/// There and back again.
fn around(wire: Wire) -> FromTokio<ToTokio<Wire>> {
    FromTokio::new(ToTokio::vectored(wire))
}

fn inner(around: FromTokio<ToTokio<Wire>>) -> Wire {
    around.into_inner().into_inner()
}

#[test]
fn reads_pass_both_bridges_whole() {
    let mut wire = around(Wire::new([Read::Data(b"abc"), Read::Data(b"de")]));
    let mut buf = [0; 2];
    assert_eq!(now(wire.read(&mut buf)).expect("a read"), 2);
    assert_eq!(&buf, b"ab");
    let mut rest = Vec::new();
    assert_eq!(now(wire.read_to_end(&mut rest)).expect("the rest"), 3);
    assert_eq!(rest, b"cde");
}

#[test]
fn a_read_of_nothing_and_an_error_stay_what_they_are() {
    let mut wire = around(Wire::new([Read::Fail(ErrorKind::ConnectionReset)]));
    let error = now(wire.read(&mut [0; 4])).expect_err("it fails");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert_eq!(now(wire.read(&mut [0; 4])).expect("the end"), 0);
    assert_eq!(now(wire.read(&mut [])).expect("nothing"), 0);
}

#[test]
fn a_pending_read_is_woken_through_both_bridges() {
    let mut wire = around(Wire::new([Read::Pending]));
    let counter = Counter::new();
    assert!(is_pending(pin!(wire.read(&mut [0; 4])), &counter));
    wire.get_mut().get_mut().push(Read::Data(b"x"));
    assert_eq!(counter.wakes(), 1);
    assert_eq!(now(wire.read(&mut [0; 4])).expect("a read"), 1);
}

#[test]
fn vectored_writes_stay_vectored_both_ways() {
    let mut wire = around(Wire::default());
    assert!(ByteWrite::is_write_vectored(&wire));
    let bufs = [IoSlice::new(b"ab"), IoSlice::new(b""), IoSlice::new(b"cd")];
    assert_eq!(now(wire.write_vectored(&bufs)).expect("a write"), 4);
    let wire = inner(wire);
    assert_eq!(
        (&wire.written[..], &wire.calls[..]),
        (&b"abcd"[..], &["write_vectored"][..])
    );
}

#[test]
fn only_a_byte_write_is_believed_on_vectored_writes() {
    assert!(!AsyncWrite::is_write_vectored(&ToTokio::new(
        Wire::default()
    )));
    assert!(AsyncWrite::is_write_vectored(&ToTokio::vectored(
        Wire::default()
    )));
    assert!(!ByteWrite::is_write_vectored(&FromTokio::new(
        ToTokio::new(Wire::default())
    )));
}

#[test]
fn writes_flushes_and_closes_are_handed_on() {
    let mut wire = Wire::default();
    wire.writes.push_back(Write::Take(1));
    let mut wire = around(wire);
    assert_eq!(now(wire.write(b"ab")).expect("a write"), 1);
    now(wire.flush()).expect("a flush");
    now(wire.close()).expect("a close");
    assert_eq!(inner(wire).calls, ["write", "flush", "close"]);
}

#[test]
fn a_reader_that_lies_is_refused() {
    let mut wire = around(Wire::new([Read::Lie(5)]));
    let error = now(wire.read(&mut [0; 4])).expect_err("too many");
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}

#[test]
fn a_reader_that_swaps_the_buffer_is_refused() {
    struct Swapper;

    static OTHER: [u8; 64] = [1; 64];

    impl AsyncRead for Swapper {
        fn poll_read(
            self: Pin<&mut Self>,
            _cx: &mut Context<'_>,
            buf: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            let other = Box::leak(Box::new(OTHER));
            *buf = ReadBuf::new(other);
            buf.set_filled(64);
            Poll::Ready(Ok(()))
        }
    }

    let error = now(FromTokio::new(Swapper).read(&mut [0; 4])).expect_err("too many");
    assert_eq!(error.kind(), ErrorKind::InvalidData);
}

#[test]
fn reading_into_memory_that_is_not_initialised_keeps_what_was_there() {
    let mut wire = around(Wire::new([
        Read::Data(b"cd"),
        Read::Pending,
        Read::Data(b"e"),
    ]));
    let mut memory = [MaybeUninit::uninit(); 8];
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"ab");
    let mut cx = Context::from_waker(Waker::noop());
    let mut read =
        |cursor: &mut ReadCursor<'_>| Pin::new(&mut wire).poll_read_uninit(&mut cx, cursor);
    assert!(matches!(read(&mut cursor), Poll::Ready(Ok(()))));
    assert!(read(&mut cursor).is_pending());
    assert_eq!(cursor.filled(), b"abcd");
    assert!(matches!(read(&mut cursor), Poll::Ready(Ok(()))));
    assert_eq!(cursor.filled(), b"abcde");
}
