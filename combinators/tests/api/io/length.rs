use std::io::{self, ErrorKind};

use anyrt_combinators::{
    futures_util::TryStreamExt,
    io::{Encode, FramedRead, LengthCodec, LengthError, LengthWidth},
};

use crate::by_hand::{Read, Wire, now};

fn read(codec: LengthCodec, reads: &[&'static [u8]]) -> Result<Vec<Vec<u8>>, LengthError> {
    let wire = Wire::new(reads.iter().map(|data| Read::Data(data)));
    now(FramedRead::new(wire, codec).try_collect())
}

#[test]
fn every_width_and_order_comes_back_as_it_was() {
    for width in [
        LengthWidth::One,
        LengthWidth::Two,
        LengthWidth::Four,
        LengthWidth::Eight,
    ] {
        for codec in [LengthCodec::new(200), LengthCodec::new(200).little_endian()] {
            let mut codec = codec.width(width);
            let mut bytes = Vec::new();
            for frame in [&[1_u8; 200][..], &[], &[2; 3]] {
                codec.encode(frame, &mut bytes).expect("it fits");
            }
            let frames: Vec<_> =
                now(FramedRead::new(&bytes[..], codec).try_collect()).expect("frames");
            assert_eq!(frames, [vec![1; 200], vec![], vec![2; 3]]);
        }
    }
}

#[test]
fn the_bytes_of_a_length_are_in_the_order_asked_for() {
    let mut bytes = Vec::new();
    LengthCodec::new(999)
        .encode(b"ab", &mut bytes)
        .expect("it fits");
    assert_eq!(bytes, b"\0\0\0\x02ab");
    bytes.clear();
    let mut little = LengthCodec::new(999)
        .width(LengthWidth::Two)
        .little_endian();
    little.encode(b"ab", &mut bytes).expect("it fits");
    assert_eq!(bytes, b"\x02\0ab");
}

#[test]
fn a_header_in_parts_is_put_together() {
    let frames = read(
        LengthCodec::new(9),
        &[b"\0", b"\0\0", b"\x02a", b"b\0\0\0\0"],
    );
    assert_eq!(frames.expect("frames"), [b"ab".to_vec(), vec![]]);
}

#[test]
fn a_frame_longer_than_allowed_is_refused_by_its_header_alone() {
    let error = read(LengthCodec::new(9), &[b"\0\0\0\x0a"]).expect_err("too long");
    assert!(matches!(error, LengthError::TooLong { length: 10, max: 9 }));
    let most = LengthCodec::new(usize::MAX).width(LengthWidth::Eight);
    let error = read(most, &[&[0xff; 8]]).expect_err("it does not come");
    assert!(
        matches!(error, LengthError::CutShort),
        "no overflow: {error}"
    );
    assert!(read(LengthCodec::new(0), &[b"\0\0\0\0"]).expect("an empty frame") == [vec![]]);
}

#[test]
fn an_end_within_a_header_or_a_frame_is_an_error() {
    for bytes in [&b"\0"[..], b"\0\0\0\x02a"] {
        let error = read(LengthCodec::new(9), &[bytes]).expect_err("cut short");
        assert!(matches!(error, LengthError::CutShort));
        assert_eq!(io::Error::from(error).kind(), ErrorKind::UnexpectedEof);
    }
    assert!(
        read(LengthCodec::new(9), &[])
            .expect("a clean end")
            .is_empty()
    );
}

#[test]
fn a_frame_to_write_that_is_too_long_for_the_limit_or_the_width_is_refused() {
    let mut bytes = Vec::new();
    let error = LengthCodec::new(2)
        .encode(b"abc", &mut bytes)
        .expect_err("too long");
    assert!(matches!(error, LengthError::TooLong { length: 3, max: 2 }));
    let mut one = LengthCodec::new(9999).width(LengthWidth::One);
    one.encode([0; 255], &mut bytes).expect("it fits");
    let error = one.encode([0; 256], &mut bytes).expect_err("too long");
    assert!(matches!(
        error,
        LengthError::TooLong {
            length: 256,
            max: 255
        }
    ));
    assert_eq!(bytes.len(), 256);
}
