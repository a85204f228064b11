use std::io::{self, ErrorKind};

use anyrt_combinators::{
    futures_util::TryStreamExt,
    io::{Encode, FramedRead, LineCodec, LineError},
};

use crate::by_hand::{Counter, Read, Wire, next, now};

fn read(max: usize, reads: &[&'static [u8]]) -> Result<Vec<String>, LineError> {
    let wire = Wire::new(reads.iter().map(|data| Read::Data(data)));
    now(FramedRead::new(wire, LineCodec::new(max)).try_collect())
}

#[test]
fn both_ends_of_lines_are_taken_off_and_the_last_line_needs_none() {
    assert_eq!(
        read(9, &[b"a\r\nb\n\r\nc\rd\ne"]).expect("lines"),
        ["a", "b", "", "c\rd", "e"]
    );
    assert!(read(9, &[]).expect("no lines").is_empty());
}

#[test]
fn an_end_in_two_parts_is_one() {
    assert_eq!(
        read(2, &[b"ab\r", b"\ncd\r", b"\n"]).expect("lines"),
        ["ab", "cd"]
    );
}

#[test]
fn a_line_of_the_longest_length_passes_and_a_longer_one_does_not() {
    assert_eq!(read(3, &[b"abc\nabc\r\nabc"]).expect("lines"), ["abc"; 3]);
    for bytes in [&b"abcd\n"[..], b"abcd", b"abcde", b"abcd\r\n", b"abc\rx\n"] {
        assert!(
            matches!(read(3, &[bytes]), Err(LineError::TooLong { max: 3 })),
            "{bytes:?}"
        );
    }
    assert_eq!(read(0, &[b"\n\r\n"]).expect("lines"), ["", ""]);
    assert!(matches!(
        read(0, &[b"a"]),
        Err(LineError::TooLong { max: 0 })
    ));
}

#[test]
fn a_line_without_end_is_refused_before_it_is_all_there() {
    let wire = Wire::new([Read::Data(b"abcdef"), Read::Pending]);
    let mut lines = FramedRead::new(wire, LineCodec::new(3));
    assert!(matches!(
        now(lines.try_next()),
        Err(LineError::TooLong { max: 3 })
    ));
}

#[test]
fn the_largest_limit_does_not_overflow() {
    assert_eq!(read(usize::MAX, &[b"abc"]).expect("a line"), ["abc"]);
}

#[test]
fn what_is_not_utf_8_is_refused() {
    assert!(matches!(read(9, &[b"a\xff\n"]), Err(LineError::NotUtf8)));
    assert_eq!(
        read(9, &["\u{e9}".as_bytes().split_at(1).0, b"\xa9\n"]).expect("a line"),
        ["\u{e9}"]
    );
}

#[test]
fn a_line_to_write_must_come_back_as_it_was() {
    let mut bytes = Vec::new();
    let mut codec = LineCodec::new(5);
    codec.encode("a\rb", &mut bytes).expect("it comes back");
    assert_eq!(bytes, b"a\rb\n");
    for line in ["a\nb", "a\n", "a\r"] {
        assert!(
            matches!(codec.encode(line, &mut bytes), Err(LineError::HasEnd)),
            "{line:?}"
        );
    }
    assert!(matches!(
        codec.encode("abcdef", &mut bytes),
        Err(LineError::TooLong { max: 5 })
    ));
    assert_eq!(bytes, b"a\rb\n");
}

#[test]
fn errors_have_kinds() {
    let kind = |error: LineError| io::Error::from(error).kind();
    assert_eq!(kind(LineError::TooLong { max: 1 }), ErrorKind::InvalidData);
    assert_eq!(kind(LineError::HasEnd), ErrorKind::InvalidInput);
    assert_eq!(
        kind(LineError::Io(ErrorKind::BrokenPipe.into())),
        ErrorKind::BrokenPipe
    );
}

#[test]
fn a_clone_made_in_the_middle_of_a_line_begins_anew() {
    let wire = Wire::new([Read::Data(b"half a line"), Read::Pending]);
    let mut lines = FramedRead::new(wire, LineCodec::new(80));
    assert!(next(&mut lines, &Counter::new()).is_pending());
    let other = FramedRead::new(&b"a\nb\nc"[..], lines.codec().clone());
    let other: Vec<_> = now(other.try_collect()).expect("lines");
    assert_eq!(other, ["a", "b", "c"]);
}
