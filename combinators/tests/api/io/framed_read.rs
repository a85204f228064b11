use std::{
    io::{self, ErrorKind},
    panic::{AssertUnwindSafe, catch_unwind},
    task::Poll,
};

use anyrt_combinators::{
    futures_util::{StreamExt, TryStreamExt, stream::FusedStream},
    io::{Decode, Decoded, FramedRead, LengthCodec, LineCodec, LineError},
};

use crate::by_hand::{Counter, Read, Wire, next, now};

#[test]
fn frames_come_from_one_read_and_from_many() {
    let together = Wire::new([Read::Data(b"a\nbc\n\nd\n")]);
    let apart = Wire::new(
        [b"a", b"\n", b"b", b"c", b"\n", b"\n", b"d", b"\n"].map(|byte| Read::Data(byte)),
    );
    for wire in [together, apart] {
        let lines: Vec<_> =
            now(FramedRead::new(wire, LineCodec::new(9)).try_collect()).expect("lines");
        assert_eq!(lines, ["a", "bc", "", "d"]);
    }
}

#[test]
fn a_frame_in_parts_is_waited_for_and_waking_is_the_readers() {
    let counter = Counter::new();
    let mut frames = FramedRead::new(
        Wire::new([Read::Data(b"ab"), Read::Pending]),
        LineCodec::new(9),
    );
    assert!(next(&mut frames, &counter).is_pending());
    assert_eq!(counter.kept(), 1);
    let (mut wire, codec, rest) = frames.into_parts();
    assert_eq!(rest, b"ab");
    wire.push(Read::Data(b"c\n"));
    assert_eq!(counter.wakes(), 1);
    let mut frames = FramedRead::new(wire, codec.clone());
    assert!(now(frames.next()).is_some());
}

#[test]
fn waits_dropped_after_any_byte_lose_nothing() {
    for pause in 0..8 {
        let (first, second) = b"ab\ncd\nef".split_at(pause);
        let steps = [Read::Data(first), Read::Pending, Read::Data(second)];
        let steps = steps
            .into_iter()
            .filter(|step| !matches!(step, Read::Data(b"")));
        let mut frames = FramedRead::new(Wire::new(steps), LineCodec::new(9));
        let mut lines = Vec::new();
        for _ in 0..8 {
            match next(&mut frames, &Counter::new()) {
                Poll::Ready(Some(line)) => lines.push(line.expect("a line")),
                Poll::Ready(None) => break,
                Poll::Pending => {}
            }
        }
        assert_eq!(lines, ["ab", "cd", "ef"], "paused after {pause}");
        assert!(frames.is_terminated());
    }
}

#[test]
fn the_stream_ends_after_an_error_of_the_reader_or_of_the_codec() {
    let failing = Wire::new([Read::Data(b"a\n"), Read::Fail(ErrorKind::ConnectionReset)]);
    let mut frames = FramedRead::new(failing, LineCodec::new(9));
    assert_eq!(
        now(frames.try_next()).expect("a line").as_deref(),
        Some("a")
    );
    assert!(matches!(now(frames.try_next()), Err(LineError::Io(_))));
    assert!(now(frames.next()).is_none());

    let long = Wire::new([Read::Data(b"0123456789\nb\n")]);
    let mut frames = FramedRead::new(long, LineCodec::new(3));
    assert!(matches!(
        now(frames.try_next()),
        Err(LineError::TooLong { max: 3 })
    ));
    assert!(now(frames.next()).is_none());
    assert!(frames.is_terminated());
}

#[test]
fn a_reader_that_lies_is_refused() {
    let mut frames = FramedRead::new(Wire::new([Read::Lie(usize::MAX)]), LineCodec::new(9));
    match now(frames.try_next()) {
        Err(LineError::Io(error)) => assert_eq!(error.kind(), ErrorKind::InvalidData),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_header_that_promises_much_takes_no_memory_for_it() {
    let mut wire = Wire::new([Read::Data(b"\x7f\xff\xff\xffabc"), Read::Pending]);
    let mut frames = FramedRead::new(&mut wire, LengthCodec::new(usize::MAX));
    assert!(next(&mut frames, &Counter::new()).is_pending());
    drop(frames);
    assert!(
        wire.sizes.iter().all(|size| *size <= 8192),
        "{:?}",
        wire.sizes
    );
}

#[test]
fn a_frame_that_is_larger_than_the_buffer_arrives_whole() {
    static LARGE: [u8; 100_000] = [7; 100_000];
    let mut wire = Wire::new([Read::Data(&[0, 1, 0x86, 0xa0]), Read::Data(&LARGE)]);
    let mut frames = FramedRead::new(&mut wire, LengthCodec::new(100_000));
    let frame = now(frames.try_next()).expect("a frame").expect("one");
    assert!(frame == LARGE);
    drop(frames);
    assert!(
        wire.sizes.len() < 10,
        "the buffer doubles: {:?}",
        wire.sizes
    );
}

#[test]
fn a_reader_that_gives_a_byte_at_a_time_does_not_keep_the_thread() {
    let bytes = (0..1000).map(|_| Read::Data(b"x"));
    let mut frames = FramedRead::new(Wire::new(bytes), LineCodec::new(9999));
    let counter = Counter::new();
    assert!(next(&mut frames, &counter).is_pending());
    assert_eq!(counter.wakes(), 1);
}

#[test]
fn what_was_decoded_is_not_left_over() {
    let mut frames = FramedRead::new(Wire::new([Read::Data(b"a\nb")]), LineCodec::new(9));
    assert!(now(frames.try_next()).is_ok_and(|line| line.as_deref() == Some("a")));
    assert!(now(frames.try_next()).is_ok_and(|line| line.as_deref() == Some("b")));
    let (_, _, rest) = frames.into_parts();
    assert!(rest.is_empty());
}

struct Liar;

impl Decode for Liar {
    type Item = ();
    type Error = io::Error;

    fn decode(&mut self, bytes: &[u8]) -> io::Result<Decoded<()>> {
        let length = bytes.len() + 1;
        Ok(Decoded::Frame { item: (), length })
    }

    fn decode_end(&mut self, _bytes: &[u8]) -> io::Result<Option<()>> {
        Ok(None)
    }
}

#[test]
fn a_codec_that_lies_panics_with_a_message() {
    let mut frames = FramedRead::new(Wire::new([Read::Data(b"ab")]), Liar);
    let panic = catch_unwind(AssertUnwindSafe(|| now(frames.next()).is_some()));
    let panic = panic.expect_err("it panics");
    let message = panic.downcast_ref::<String>().expect("a message");
    assert_eq!(message, "a codec says that a frame has 3 of 2 bytes");
}
