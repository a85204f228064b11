use std::{
    io::{self, ErrorKind},
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::{Context, Poll},
};

use anyrt_combinators::io::{CopySide, copy_bytes};
use anyrt_traits::io::AsyncRead;

use crate::by_hand::{Counter, Read, Wire, Write, is_pending, now, poll_once};

fn size(size: usize) -> NonZeroUsize {
    NonZeroUsize::new(size).expect("it is not zero")
}

#[test]
fn everything_is_copied_and_flushed_once() {
    let mut target = Wire::default();
    let source = Wire::new([Read::Data(b"hello "), Read::Data(b"world")]);
    assert_eq!(
        now(copy_bytes(source, &mut target)).expect("no failure"),
        11
    );
    assert_eq!(target.written, b"hello world");
    assert_eq!((target.count("flush"), target.count("close")), (1, 0));
}

#[test]
fn an_empty_reader_gives_zero() {
    let mut target = Wire::default();
    assert_eq!(
        now(copy_bytes(Wire::default(), &mut target)).expect("no failure"),
        0
    );
    assert!(target.written.is_empty());
}

#[test]
fn the_buffer_is_8_kib_and_can_be_set() {
    let mut source = Wire::new([Read::Data(b"abc")]);
    now(copy_bytes(&mut source, Wire::default())).expect("no failure");
    assert_eq!(source.sizes, [8192, 8192]);
    let mut source = Wire::new([Read::Data(b"abc")]);
    let mut target = Wire::default();
    now(copy_bytes(&mut source, &mut target).buffer_size(size(2))).expect("no failure");
    assert_eq!(source.sizes, [2, 2, 2]);
    assert_eq!(target.written, b"abc");
}

#[test]
fn a_reader_that_pends_has_what_was_written_flushed_and_wakes_the_copy() {
    let mut source = Wire::new([Read::Data(b"ab"), Read::Pending, Read::Pending]);
    let mut target = Wire::default();
    let counter = Counter::new();
    {
        let mut copy = pin!(copy_bytes(&mut source, &mut target));
        assert!(is_pending(copy.as_mut(), &counter));
        assert!(is_pending(copy.as_mut(), &counter));
        assert_eq!(copy.written(), 2);
    }
    assert_eq!(target.calls, ["write", "flush"], "nothing is flushed twice");
    source.wake();
    assert_eq!(counter.wakes(), 1);
}

#[test]
fn a_writer_that_takes_little_gets_the_rest_in_order() {
    let mut target = Wire::default();
    target.writes.extend([
        Write::Take(1),
        Write::Pending,
        Write::Take(2),
        Write::Pending,
    ]);
    let counter = Counter::new();
    {
        let source = Wire::new([Read::Data(b"abcdef"), Read::Data(b"gh")]);
        let mut copy = pin!(copy_bytes(source, &mut target));
        assert!(is_pending(copy.as_mut(), &counter));
        assert!(is_pending(copy.as_mut(), &counter));
        assert_eq!(now(copy).expect("no failure"), 8);
    }
    assert_eq!(target.written, b"abcdefgh");
}

#[test]
fn closing_at_the_end_is_optional_and_is_waited_for() {
    let mut target = Wire::default();
    target.slow_ends = 2;
    {
        let mut copy = pin!(copy_bytes(Wire::new([Read::Data(b"a")]), &mut target).close_at_end());
        assert!(is_pending(copy.as_mut(), &Counter::new()));
        assert!(is_pending(copy.as_mut(), &Counter::new()));
        assert_eq!(now(copy).expect("no failure"), 1);
    }
    assert_eq!(target.calls, ["write", "close", "close", "close"]);
}

#[test]
fn a_failing_reader_is_named_with_the_counts() {
    let source = Wire::new([Read::Data(b"abc"), Read::Fail(ErrorKind::ConnectionReset)]);
    let error = now(copy_bytes(source, Wire::default())).expect_err("it fails");
    assert_eq!(
        (error.side, error.read, error.written),
        (CopySide::Read, 3, 3)
    );
    assert_eq!(
        error.to_string(),
        "reading failed after 3 bytes were copied"
    );
    assert_eq!(io::Error::from(error).kind(), ErrorKind::ConnectionReset);
}

#[test]
fn a_failing_writer_is_named_with_the_counts() {
    let mut target = Wire::default();
    target
        .writes
        .extend([Write::Take(2), Write::Fail(ErrorKind::BrokenPipe)]);
    let error = now(copy_bytes(Wire::new([Read::Data(b"abcde")]), target)).expect_err("it fails");
    assert_eq!(
        (error.side, error.read, error.written),
        (CopySide::Write, 5, 2)
    );
    assert_eq!(error.error.kind(), ErrorKind::BrokenPipe);

    let mut target = Wire::default();
    target.fails_to_flush = true;
    let error = now(copy_bytes(Wire::new([Read::Data(b"abcde")]), target)).expect_err("it fails");
    assert_eq!((error.side, error.written), (CopySide::Write, 5));
}

#[test]
fn a_writer_that_takes_nothing_is_a_failure_and_no_loop() {
    let mut target = Wire::default();
    target.writes.push_back(Write::Take(0));
    let error = now(copy_bytes(Wire::new([Read::Data(b"a")]), target)).expect_err("it fails");
    assert_eq!(error.error.kind(), ErrorKind::WriteZero);
}

#[test]
fn liars_are_refused() {
    let source = Wire::new([Read::Lie(8193)]);
    let error = now(copy_bytes(source, Wire::default())).expect_err("too many");
    assert_eq!(
        (error.side, error.error.kind()),
        (CopySide::Read, ErrorKind::InvalidData)
    );
    assert_eq!(error.read, 0);

    let mut target = Wire::default();
    target.writes.push_back(Write::Lie(2));
    let error = now(copy_bytes(Wire::new([Read::Data(b"a")]), target)).expect_err("too many");
    assert_eq!(
        (error.side, error.error.kind()),
        (CopySide::Write, ErrorKind::InvalidData)
    );
    assert_eq!(error.written, 0);
}

#[test]
fn sides_that_are_always_ready_let_others_have_a_turn() {
    let source = Wire::new((0..1000).map(|_| Read::Data(b"a")));
    let counter = Counter::new();
    let mut target = Wire::default();
    {
        let mut copy = pin!(copy_bytes(source, &mut target));
        assert!(is_pending(copy.as_mut(), &counter));
        assert_eq!(counter.wakes(), 1);
        assert_eq!(copy.written(), 128);
    }
    assert_eq!(target.count("flush"), 0);
}

#[test]
fn a_writer_that_takes_one_byte_at_a_time_lets_others_have_a_turn() {
    let source = Wire::new([Read::Data(&[7; 1000])]);
    let mut target = Wire::default();
    target.writes = (0..1000).map(|_| Write::Take(1)).collect();
    let counter = Counter::new();
    let mut copy = pin!(copy_bytes(source, &mut target));
    assert!(is_pending(copy.as_mut(), &counter));
    assert_eq!(counter.wakes(), 1);
    assert_eq!(copy.written(), 255);
    let polls = 1
        + (1..10)
            .take_while(|_| is_pending(copy.as_mut(), &counter))
            .count();
    assert_eq!(polls, 3, "of 256 reads and writes each; the fourth ends it");
}

#[test]
fn what_is_written_and_what_is_left_is_known_after_any_number_of_polls() {
    for polls in 0..12 {
        let mut source = Wire::new(
            [b"abcd", b"efgh", b"ijkl"]
                .into_iter()
                .flat_map(|data| [Read::Data(data), Read::Pending]),
        );
        let mut target = Wire::default();
        target
            .writes
            .extend((0..6).flat_map(|_| [Write::Take(1), Write::Pending]));
        let written = {
            let mut copy = pin!(copy_bytes(&mut source, &mut target));
            for _ in 0..polls {
                if !is_pending(copy.as_mut(), &Counter::new()) {
                    break;
                }
            }
            copy.written()
        };
        let all = b"abcdefghijkl";
        assert_eq!(target.written, all[..target.written.len()]);
        assert_eq!(written, target.written.len() as u64);
        let rest = source.rest();
        assert_eq!(rest, all[all.len() - rest.len()..]);
        assert!(
            target.written.len() + rest.len() + 4 >= all.len(),
            "one buffer is lost at most"
        );
    }
}

#[test]
fn polling_after_completion_panics_and_names_it() {
    let mut copy = copy_bytes(Wire::default(), Wire::default());
    assert!(poll_once(&mut copy).is_ready());
    let panic = catch_unwind(AssertUnwindSafe(|| poll_once(&mut copy).is_ready()));
    let panic = panic.expect_err("it panics");
    let message = panic.downcast_ref::<&str>().expect("a message");
    assert!(message.contains("`CopyBytes`"), "{message}");
}

#[test]
fn a_panic_of_the_reader_loses_nothing_that_was_read() {
    struct Panics(u32);

    impl AsyncRead for Panics {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _cx: &mut Context<'_>,
            buf: &mut [u8],
        ) -> Poll<io::Result<usize>> {
            self.0 += 1;
            assert_ne!(self.0, 2, "the second read panics");
            let count = usize::from(self.0 < 4);
            buf[..count].fill(b'x');
            Poll::Ready(Ok(count))
        }
    }

    let mut target = Wire::default();
    let mut copy = copy_bytes(Panics(0), &mut target);
    catch_unwind(AssertUnwindSafe(|| poll_once(&mut copy).is_ready())).expect_err("it panics");
    assert_eq!(now(copy).expect("it goes on"), 2);
    assert_eq!(target.written, b"xx");
}
