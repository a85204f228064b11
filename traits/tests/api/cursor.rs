use std::{
    convert::Infallible,
    io,
    mem::MaybeUninit,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::{Context, Poll},
};

use anyrt_traits::io::{AsyncRead, ByteRead, ByteReadExt, ReadCursor};

use crate::{
    mock::{now, poll_once},
    raw::write_front,
};

type Step = fn(&mut ReadCursor<'_>) -> Poll<io::Result<()>>;

/// Reads as it is told to.
struct Reader(Step);

impl AsyncRead for Reader {
    fn poll_read(
        self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        _buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Err(io::ErrorKind::Unsupported.into()))
    }
}

impl ByteRead for Reader {
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        (self.0)(cursor)
    }
}

const fn memory<const N: usize>() -> [MaybeUninit<u8>; N] {
    [MaybeUninit::uninit(); N]
}

fn panics<T>(work: impl FnOnce() -> T) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_err()
}

#[test]
fn a_new_cursor_is_empty() {
    let mut memory = memory::<4>();
    let cursor = ReadCursor::new(&mut memory);
    assert_eq!(cursor.filled(), b"");
    let sizes = (cursor.filled_len(), cursor.remaining(), cursor.capacity());
    assert_eq!(sizes, (0, 4, 4));
}

#[test]
fn put_slice_appends_up_to_the_last_byte() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"ab");
    cursor.put_slice(b"");
    cursor.put_slice(b"cd");
    assert_eq!(cursor.filled(), b"abcd");
    assert_eq!(cursor.remaining(), 0);
}

#[test]
fn put_slice_panics_when_it_does_not_fit_and_fills_nothing() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"ab");
    assert!(panics(|| cursor.put_slice(b"cde")));
    assert_eq!(cursor.filled(), b"ab");
}

#[test]
fn fill_with_appends_the_slice_that_is_returned() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"a");
    let count = cursor.fill_with(|rest| Ok::<_, Infallible>(write_front(rest, b"bc")));
    assert_eq!(count, Ok(2));
    assert_eq!(cursor.filled(), b"abc");
}

#[test]
fn fill_with_takes_an_empty_slice_from_anywhere() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    assert_eq!(
        cursor.fill_with(|_| Ok::<&mut [u8], Infallible>(&mut [])),
        Ok(0)
    );
    assert_eq!(cursor.filled(), b"");
}

#[test]
fn fill_with_panics_on_a_slice_that_is_not_the_front() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    assert!(panics(|| {
        cursor.fill_with(|rest| Ok::<_, Infallible>(&mut write_front(rest, b"bc")[1..]))
    }));
    assert_eq!(cursor.filled(), b"");
}

#[test]
fn fill_with_panics_on_a_slice_from_elsewhere() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    let elsewhere: &'static mut [u8] = Vec::leak(vec![0; 2]);
    assert!(panics(
        || cursor.fill_with(|_| Ok::<_, Infallible>(elsewhere))
    ));
    assert_eq!(cursor.filled(), b"");
}

#[test]
fn fill_with_leaves_the_cursor_as_it_is_when_the_read_fails() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"a");
    assert_eq!(cursor.fill_with(|_| Err("no")), Err("no"));
    assert_eq!(cursor.filled(), b"a");
}

#[test]
fn fill_zeroed_shows_zeros_and_appends_what_is_claimed() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"a");
    let count = cursor.fill_zeroed(|bytes| {
        assert_eq!(bytes, [0; 3]);
        bytes[0] = b'b';
        Ok::<_, Infallible>(2)
    });
    assert_eq!(count, Ok(2));
    assert_eq!(cursor.filled(), b"ab\0");
}

#[test]
fn fill_zeroed_panics_when_more_is_claimed_than_there_was_room_for() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    assert!(panics(|| cursor.fill_zeroed(|_| Ok::<_, Infallible>(5))));
    assert_eq!(cursor.filled(), b"");
}

#[test]
fn fill_zeroed_leaves_the_cursor_as_it_is_when_the_read_fails() {
    let mut memory = memory::<4>();
    let mut cursor = ReadCursor::new(&mut memory);
    assert_eq!(cursor.fill_zeroed(|_| Err("no")), Err("no"));
    assert_eq!(cursor.filled(), b"");
}

#[test]
fn read_append_appends_and_keeps_what_was_there() {
    let mut vec = b"ab".to_vec();
    vec.reserve(8);
    let mut reader = Reader(|cursor| {
        cursor.put_slice(b"cd");
        Poll::Ready(Ok(()))
    });
    assert_eq!(now(reader.read_append(&mut vec)).ok(), Some(2));
    assert_eq!(vec, b"abcd");
}

#[test]
fn read_append_makes_room_when_there_is_none() {
    let mut vec = Vec::new();
    let mut reader = Reader(|cursor| {
        let room = cursor.remaining();
        cursor.put_slice(&vec![b'x'; room]);
        Poll::Ready(Ok(()))
    });
    let count = now(reader.read_append(&mut vec)).expect("the reader reads");
    assert!(count >= 8 * 1024);
    assert_eq!(vec.len(), count);
}

#[test]
fn read_append_gives_zero_at_the_end_of_the_stream() {
    let mut vec = Vec::with_capacity(4);
    let mut reader = Reader(|_| Poll::Ready(Ok(())));
    assert_eq!(now(reader.read_append(&mut vec)).ok(), Some(0));
    assert!(vec.is_empty());
}

#[test]
fn read_append_dropped_while_pending_leaves_the_vector_as_it_is() {
    let mut vec = b"ab".to_vec();
    let mut reader = Reader(|_| Poll::Pending);
    assert!(poll_once(pin!(reader.read_append(&mut vec))).is_pending());
    assert_eq!(vec, b"ab");
}

#[test]
fn read_append_passes_errors_on() {
    let mut vec = Vec::new();
    let mut reader = Reader(|_| Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())));
    let error = now(reader.read_append(&mut vec)).expect_err("the reader fails");
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    assert!(vec.is_empty());
}

#[test]
fn read_append_panics_when_the_reader_puts_another_cursor_in_the_place() {
    let mut vec = Vec::with_capacity(64);
    vec.extend_from_slice(b"ab");
    let mut reader = Reader(|cursor| {
        let elsewhere = Vec::leak(vec![MaybeUninit::new(b'x'); 32]);
        *cursor = ReadCursor::new(elsewhere);
        cursor.put_slice(&[b'x'; 32]);
        Poll::Ready(Ok(()))
    });
    assert!(panics(|| now(reader.read_append(&mut vec))));
    assert_eq!(vec, b"ab");
}

#[test]
fn read_append_leaves_the_vector_as_it_is_when_the_reader_panics() {
    let mut vec = b"ab".to_vec();
    let mut reader = Reader(|cursor| {
        cursor.put_slice(b"cd");
        panic!("in the reader")
    });
    assert!(panics(|| now(reader.read_append(&mut vec))));
    assert_eq!(vec, b"ab");
}
