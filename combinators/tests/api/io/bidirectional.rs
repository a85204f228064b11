use std::{
    cell::Cell,
    io::{self, ErrorKind},
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::{Context, Poll, ready},
    time::Duration,
};

use anyrt_combinators::io::{
    BidirectionalError, BidirectionalReason, CopyDirection, CopySide, copy_bidirectional,
};
use anyrt_traits::io::{AsyncRead, AsyncWrite};

use crate::by_hand::{Clock, Counter, Read, Wire, Write, is_pending, ms, now, poll, poll_once};

#[test]
fn both_directions_are_copied_and_closed() {
    let mut a = Wire::new([Read::Data(b"question")]);
    let mut b = Wire::new([Read::Data(b"answer")]);
    let copied = now(copy_bidirectional(Clock::new(), &mut a, &mut b)).expect("no failure");
    assert_eq!((copied.a_to_b, copied.b_to_a), (8, 6));
    assert_eq!(
        (a.written, b.written),
        (b"answer".to_vec(), b"question".to_vec())
    );
    assert_eq!(
        (a.calls.last(), b.calls.last()),
        (Some(&"close"), Some(&"close"))
    );
}

#[test]
fn an_end_is_forwarded_at_once_and_the_other_direction_goes_on() {
    let mut a = Wire::new([Read::Data(b"all of it")]);
    let mut b = Wire::new([Read::Pending]);
    let counter = Counter::new();
    {
        let mut copy = pin!(copy_bidirectional(Clock::new(), &mut a, &mut b));
        assert!(is_pending(copy.as_mut(), &counter));
    }
    assert_eq!((b.count("close"), a.count("close")), (1, 0));
    b.push(Read::Data(b"later"));
    assert_eq!(counter.wakes(), 1, "the other direction wakes it");
}

#[test]
fn a_close_is_made_once_and_waited_for() {
    let mut b = Wire::new([Read::Pending, Read::Pending, Read::Pending]);
    b.slow_ends = 1;
    let mut a = Wire::default();
    {
        let mut copy = pin!(copy_bidirectional(Clock::new(), &mut a, &mut b));
        for _ in 0..3 {
            assert!(is_pending(copy.as_mut(), &Counter::new()));
        }
        now(copy).expect("no failure");
    }
    assert_eq!(b.count("close"), 2);
}

#[test]
fn a_failure_ends_both_and_keeps_both_counts() {
    let a = Wire::new([Read::Data(b"abc"), Read::Pending]);
    let b = Wire::new([Read::Data(b"de"), Read::Fail(ErrorKind::ConnectionReset)]);
    let error = now(copy_bidirectional(Clock::new(), a, b)).expect_err("it fails");
    assert_eq!((error.copied.a_to_b, error.copied.b_to_a), (3, 2));
    match &error.reason {
        BidirectionalReason::Failed(CopyDirection::BToA, CopySide::Read, _) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(
        error.to_string(),
        "reading failed after 3 and 2 bytes were copied"
    );
    assert_eq!(io::Error::from(error).kind(), ErrorKind::ConnectionReset);
}

#[test]
fn a_failing_writer_names_its_direction() {
    let mut b = Wire::new([Read::Pending]);
    b.writes.push_back(Write::Fail(ErrorKind::BrokenPipe));
    let error = now(copy_bidirectional(
        Clock::new(),
        Wire::new([Read::Data(b"abc")]),
        b,
    ))
    .expect_err("it fails");
    assert!(matches!(
        error.reason,
        BidirectionalReason::Failed(CopyDirection::AToB, CopySide::Write, _)
    ));
    assert_eq!(error.copied.a_to_b, 0);
}

/// Runs a copy of which `a` ends at once and `b` never does.
fn half_open(clock: &Clock, b: Wire) -> BidirectionalError {
    let counter = Counter::new();
    let mut copy = pin!(copy_bidirectional(clock.clone(), Wire::default(), b).grace(ms(10)));
    assert!(is_pending(copy.as_mut(), &counter));
    clock.advance(ms(9));
    assert!(is_pending(copy.as_mut(), &counter));
    assert_eq!(counter.wakes(), 0);
    clock.advance(ms(1));
    assert_eq!(counter.wakes(), 1);
    match poll(copy, &counter) {
        Poll::Ready(Err(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_grace_begins_with_the_end_also_where_it_cannot_be_forwarded() {
    let mut b = Wire::new([Read::Pending, Read::Pending, Read::Pending]);
    b.slow_ends = usize::MAX;
    let error = half_open(&Clock::new(), b);
    assert!(matches!(error.reason, BidirectionalReason::Grace));
}

#[test]
fn the_grace_begins_with_the_first_end() {
    let clock = Clock::new();
    let b = Wire::new([
        Read::Data(b"ab"),
        Read::Pending,
        Read::Pending,
        Read::Pending,
    ]);
    let error = half_open(&clock, b);
    assert!(matches!(error.reason, BidirectionalReason::Grace));
    assert_eq!((error.copied.a_to_b, error.copied.b_to_a), (0, 2));
    assert_eq!(io::Error::from(error).kind(), ErrorKind::TimedOut);
    assert_eq!(clock.waiting(), 0);
}

#[test]
fn the_grace_does_not_run_while_both_directions_are_open() {
    let clock = Clock::new();
    let open = || Wire::new([Read::Pending, Read::Pending]);
    let mut copy = pin!(copy_bidirectional(clock.clone(), open(), open()).grace(ms(10)));
    assert!(is_pending(copy.as_mut(), &Counter::new()));
    clock.advance(Duration::from_secs(1000));
    assert!(is_pending(copy.as_mut(), &Counter::new()));
    assert_eq!(now(copy).expect("both end").a_to_b, 0);
}

#[test]
fn progress_in_either_direction_moves_the_idle_limit() {
    let clock = Clock::new();
    let counter = Counter::new();
    let pendings = || (0..20).map(|_| Read::Pending);
    let mut a = Wire::new(pendings());
    let mut b = Wire::new(
        (0..5)
            .flat_map(|_| [Read::Data(b"x"), Read::Pending])
            .chain(pendings()),
    );
    {
        let mut copy = pin!(copy_bidirectional(clock.clone(), &mut a, &mut b).idle_timeout(ms(10)));
        for _ in 0..5 {
            assert!(is_pending(copy.as_mut(), &counter));
            clock.advance(ms(9));
        }
        assert!(is_pending(copy.as_mut(), &counter), "the sleep is set anew");
        let before = counter.wakes();
        clock.advance(ms(1));
        assert_eq!(counter.wakes(), before + 1);
        match poll(copy, &counter) {
            Poll::Ready(Err(error)) => {
                assert!(matches!(error.reason, BidirectionalReason::Idle));
                assert_eq!((error.copied.a_to_b, error.copied.b_to_a), (0, 5));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(a.written, b"xxxxx");
}

#[test]
fn the_earlier_of_the_two_limits_counts() {
    let clock = Clock::new();
    let pendings = || (0..9).map(|_| Read::Pending);
    let copy = copy_bidirectional(clock.clone(), Wire::default(), Wire::new(pendings()));
    let mut copy = pin!(copy.idle_timeout(ms(5)).grace(ms(10)));
    assert!(is_pending(copy.as_mut(), &Counter::new()));
    clock.advance(ms(5));
    match poll(copy, &Counter::new()) {
        Poll::Ready(Err(error)) => assert!(matches!(error.reason, BidirectionalReason::Idle)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_grace_that_ends_before_the_idle_limit_wakes_in_time() {
    let clock = Clock::new();
    let counter = Counter::new();
    let a = Wire::new([Read::Pending]);
    let b = Wire::new((0..9).map(|_| Read::Pending));
    let mut copy = pin!(
        copy_bidirectional(clock.clone(), a, b)
            .idle_timeout(ms(100))
            .grace(ms(10))
    );
    assert!(is_pending(copy.as_mut(), &counter));
    assert!(
        is_pending(copy.as_mut(), &counter),
        "the first stream has ended"
    );
    clock.advance(ms(10));
    assert_eq!(counter.wakes(), 1);
    match poll(copy, &counter) {
        Poll::Ready(Err(error)) => assert!(matches!(error.reason, BidirectionalReason::Grace)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn limits_of_zero_and_of_the_longest_duration_do_as_they_say() {
    let open = || Wire::new((0..9).map(|_| Read::Pending));
    let clock = Clock::new();
    let copy = copy_bidirectional(clock.clone(), open(), open()).idle_timeout(Duration::ZERO);
    assert!(matches!(
        now(copy).expect_err("idle").reason,
        BidirectionalReason::Idle
    ));
    let copy = copy_bidirectional(clock.clone(), open(), open());
    let mut copy = pin!(copy.idle_timeout(Duration::MAX).grace(Duration::MAX));
    assert!(is_pending(copy.as_mut(), &Counter::new()));
    clock.advance(Duration::from_secs(1 << 30));
    assert!(is_pending(copy, &Counter::new()));
}

#[test]
fn the_shutdown_of_the_runtime_ends_a_copy_with_a_limit_and_loops_nowhere() {
    let clock = Clock::new();
    clock.shut_down();
    let open = || Wire::new((0..9).map(|_| Read::Pending));
    let copy = copy_bidirectional(clock, open(), open()).idle_timeout(ms(10));
    assert!(matches!(
        now(copy).expect_err("idle").reason,
        BidirectionalReason::Idle
    ));
}

#[test]
fn buffers_have_the_sizes_asked_for() {
    let mut a = Wire::new([Read::Data(b"abc")]);
    let mut b = Wire::new([Read::Data(b"abc")]);
    let size = |size| NonZeroUsize::new(size).expect("it is not zero");
    let copy = copy_bidirectional(Clock::new(), &mut a, &mut b).buffer_sizes(size(1), size(3));
    now(copy).expect("no failure");
    assert_eq!((a.sizes, b.sizes), (vec![1; 4], vec![3; 2]));
}

#[test]
fn dropping_it_after_any_poll_loses_one_buffer_for_each_direction_at_most() {
    for polls in 0..10 {
        let script = || {
            [b"ab", b"cd", b"ef"]
                .into_iter()
                .flat_map(|data| [Read::Data(data), Read::Pending])
        };
        let (mut a, mut b) = (Wire::new(script()), Wire::new(script()));
        b.writes
            .extend((0..4).flat_map(|_| [Write::Take(1), Write::Pending]));
        let copied = {
            let mut copy = pin!(copy_bidirectional(Clock::new(), &mut a, &mut b));
            for _ in 0..polls {
                if !is_pending(copy.as_mut(), &Counter::new()) {
                    break;
                }
            }
            copy.copied()
        };
        for (from, to, count) in [(&a, &b, copied.a_to_b), (&b, &a, copied.b_to_a)] {
            assert_eq!(to.written.len() as u64, count);
            assert_eq!(to.written, b"abcdef"[..to.written.len()]);
            assert!(to.written.len() + from.rest().len() + 2 >= 6);
        }
    }
}

#[test]
fn polling_after_completion_panics_and_names_it() {
    let mut copy = copy_bidirectional(Clock::new(), Wire::default(), Wire::default());
    assert!(poll_once(&mut copy).is_ready());
    let panic = catch_unwind(AssertUnwindSafe(|| poll_once(&mut copy).is_ready()));
    let panic = panic.expect_err("it panics");
    let message = panic.downcast_ref::<&str>().expect("a message");
    assert!(message.contains("`CopyBidirectional`"), "{message}");
}

/// Never waits, until a budget that it shares with others is used up, as those of tokio's tasks are.
struct Endless<'a> {
    budget: &'a Cell<usize>,
}

impl Endless<'_> {
    fn spend(&self, cx: &Context<'_>) -> Poll<()> {
        match self.budget.get().checked_sub(1) {
            Some(left) => {
                self.budget.set(left);
                Poll::Ready(())
            }
            None => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

impl AsyncRead for Endless<'_> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.spend(cx));
        Poll::Ready(Ok(buf.len()))
    }
}

impl AsyncWrite for Endless<'_> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.spend(cx));
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[test]
fn neither_direction_starves_when_the_other_uses_up_the_budget_of_the_task() {
    let budget = Cell::new(0);
    let (a, b) = (Endless { budget: &budget }, Endless { budget: &budget });
    let mut copy = pin!(copy_bidirectional(Clock::new(), a, b));
    for _ in 0..10 {
        budget.set(64);
        assert!(is_pending(copy.as_mut(), &Counter::new()));
    }
    let copied = copy.copied();
    assert!(copied.a_to_b > 0 && copied.b_to_a > 0, "{copied:?}");
    assert!(copied.a_to_b < 2 * copied.b_to_a, "{copied:?}");
    assert!(copied.b_to_a < 2 * copied.a_to_b, "{copied:?}");
}
