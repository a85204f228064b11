use std::{
    io::{self, ErrorKind},
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
};

use anyrt_combinators::{
    futures_util::SinkExt,
    io::{Encode, FramedWrite, LineCodec, LineError},
};

use crate::by_hand::{Counter, Wire, Write, is_pending, now};

fn size(size: usize) -> NonZeroUsize {
    NonZeroUsize::new(size).expect("it is not zero")
}

#[test]
fn items_are_gathered_and_written_by_a_flush() {
    let mut lines = FramedWrite::new(Wire::default(), LineCodec::new(9));
    now(lines.feed("a")).expect("it is taken");
    now(lines.feed("bc")).expect("it is taken");
    assert!(lines.get_ref().calls.is_empty());
    now(SinkExt::<&str>::flush(&mut lines)).expect("it is written");
    assert_eq!(lines.get_ref().calls, ["write", "flush"]);
    assert_eq!(lines.get_ref().written, b"a\nbc\n");
}

#[test]
fn above_the_high_water_mark_items_wait_for_room() {
    let mut wire = Wire::default();
    wire.writes.extend([
        Write::Pending,
        Write::Take(1),
        Write::Pending,
        Write::Take(2),
    ]);
    let mut lines = FramedWrite::new(&mut wire, LineCodec::new(9)).high_water(size(4));
    now(lines.feed("abc")).expect("there is room");
    let counter = Counter::new();
    assert!(is_pending(pin!(lines.feed("d")), &counter));
    assert_eq!(counter.kept(), 1);
    now(lines.feed("e")).expect("one byte of it makes room");
    assert!(is_pending(pin!(lines.feed("f")), &counter));
    let (wire, _, rest) = lines.into_parts();
    assert_eq!((&wire.written[..], &rest[..]), (&b"a"[..], &b"bc\ne\n"[..]));
}

#[test]
fn a_flush_dropped_after_any_poll_goes_on_where_it_was() {
    for polls in 0..8 {
        let mut wire = Wire::default();
        wire.writes
            .extend((0..4).flat_map(|_| [Write::Take(1), Write::Pending]));
        let mut lines = FramedWrite::new(&mut wire, LineCodec::new(9));
        now(lines.feed("abcd")).expect("it is taken");
        for _ in 0..polls {
            if !is_pending(pin!(SinkExt::<&str>::flush(&mut lines)), &Counter::new()) {
                break;
            }
        }
        let (wire, _, rest) = lines.into_parts();
        assert_eq!([&wire.written[..], &rest[..]].concat(), b"abcd\n");
    }
}

#[test]
fn closing_writes_everything_first_and_closes() {
    let mut lines = FramedWrite::new(Wire::default(), LineCodec::new(9));
    now(lines.feed("a")).expect("it is taken");
    now(SinkExt::<&str>::close(&mut lines)).expect("it closes");
    assert_eq!(lines.get_ref().calls, ["write", "close"]);
}

#[test]
fn an_item_that_is_no_frame_leaves_the_others_whole() {
    let mut lines = FramedWrite::new(Wire::default(), LineCodec::new(3));
    now(lines.feed("abc")).expect("it fits");
    assert!(matches!(
        now(lines.feed("abcd")),
        Err(LineError::TooLong { max: 3 })
    ));
    now(lines.send("de")).expect("it fits");
    assert_eq!(lines.get_ref().written, b"abc\nde\n");
}

#[test]
fn a_failed_write_and_a_writer_that_takes_nothing_or_lies_are_told() {
    for (write, kind) in [
        (Write::Fail(ErrorKind::BrokenPipe), ErrorKind::BrokenPipe),
        (Write::Take(0), ErrorKind::WriteZero),
        (Write::Lie(99), ErrorKind::InvalidData),
    ] {
        let mut wire = Wire::default();
        wire.writes.push_back(write);
        let mut lines = FramedWrite::new(wire, LineCodec::new(9));
        match now(lines.send("a")) {
            Err(LineError::Io(error)) => assert_eq!(error.kind(), kind),
            other => panic!("{other:?}"),
        }
        let (_, _, rest) = lines.into_parts();
        assert_eq!(rest, b"a\n", "nothing is dropped");
    }
}

struct Halfway;

impl Encode<bool> for Halfway {
    type Error = io::Error;

    fn encode(&mut self, fits: bool, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.extend_from_slice(b"half");
        if !fits {
            return Err(ErrorKind::InvalidInput.into());
        }
        bytes.extend_from_slice(b" and half;");
        Ok(())
    }
}

#[test]
fn what_a_codec_appended_before_it_failed_is_taken_back() {
    let mut halves = FramedWrite::new(Wire::default(), Halfway);
    now(halves.feed(true)).expect("it fits");
    now(halves.feed(false)).expect_err("it does not");
    now(halves.send(true)).expect("it fits");
    assert_eq!(halves.get_ref().written, b"half and half;half and half;");
}

#[test]
fn what_a_codec_appended_before_it_panicked_is_taken_back() {
    struct Panics;
    impl Encode<bool> for Panics {
        type Error = io::Error;

        fn encode(&mut self, works: bool, bytes: &mut Vec<u8>) -> io::Result<()> {
            bytes.extend_from_slice(b"half");
            assert!(works, "half is not all");
            bytes.extend_from_slice(b" and half;");
            Ok(())
        }
    }

    let mut halves = FramedWrite::new(Wire::default(), Panics);
    now(halves.feed(true)).expect("it fits");
    let feed = AssertUnwindSafe(|| now(halves.feed(false)));
    catch_unwind(feed).expect_err("the codec panics");
    now(halves.send(true)).expect("it fits");
    assert_eq!(halves.get_ref().written, b"half and half;half and half;");
}
