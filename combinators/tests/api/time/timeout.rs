use std::{
    future::{Ready, pending, ready},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
    time::Duration,
};

use anyrt_combinators::time::{timeout, timeout_at};
use anyrt_traits::time::Timer;
use futures_channel::oneshot;

use crate::by_hand::{Clock, Counter, is_pending, ms, now, poll};

#[test]
fn a_ready_future_beats_an_elapsed_deadline() {
    let clock = Clock::new();
    let past = clock.now();
    clock.advance(ms(5));
    assert_eq!(now(timeout_at(&clock, past, ready(1))), Ok(1));
    assert_eq!(now(timeout(&clock, Duration::ZERO, ready(2))), Ok(2));
}

#[test]
fn a_future_that_becomes_ready_with_the_deadline_beats_it() {
    let clock = Clock::new();
    let (send, receive) = oneshot::channel();
    let mut future = pin!(timeout(&clock, ms(5), receive));
    assert!(is_pending(future.as_mut(), &Counter::new()));
    clock.advance(ms(5));
    send.send('a').expect("it is waited for");
    assert_eq!(poll(future, &Counter::new()), Poll::Ready(Ok(Ok('a'))));
}

#[test]
fn a_duration_of_zero_gives_the_future_one_poll() {
    let clock = Clock::new();
    let mut polls = 0;
    let never = std::future::poll_fn(|_| {
        polls += 1;
        Poll::<()>::Pending
    });
    now(timeout(&clock, Duration::ZERO, never)).expect_err("the time is up");
    assert_eq!(polls, 1);
}

#[test]
fn it_is_woken_at_the_deadline_and_not_before() {
    let clock = Clock::new();
    let counter = Counter::new();
    let mut future = pin!(timeout(&clock, ms(5), pending::<()>()));
    assert!(is_pending(future.as_mut(), &counter));
    clock.advance(ms(4));
    assert!(is_pending(future.as_mut(), &counter));
    assert_eq!(counter.wakes(), 0);
    clock.advance(ms(1));
    assert_eq!(counter.wakes(), 1);
    let error = match poll(future, &counter) {
        Poll::Ready(Err(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::TimedOut);
}

#[test]
fn the_last_of_several_wakers_is_woken() {
    let clock = Clock::new();
    let (first, last) = (Counter::new(), Counter::new());
    let mut future = pin!(timeout(&clock, ms(5), pending::<()>()));
    assert!(is_pending(future.as_mut(), &first));
    assert!(is_pending(future.as_mut(), &last));
    clock.advance(ms(5));
    assert_eq!((first.wakes(), last.wakes()), (0, 1));
}

#[test]
fn the_longest_duration_means_never() {
    let clock = Clock::new();
    let mut future = pin!(timeout(&clock, Duration::MAX, pending::<()>()));
    assert!(is_pending(future.as_mut(), &Counter::new()));
    clock.advance(Duration::from_secs(1 << 30));
    assert!(is_pending(future, &Counter::new()));
}

#[test]
fn dropping_it_frees_the_timer_and_drops_the_future() {
    let clock = Clock::new();
    let counter = Counter::new();
    let (send, receive) = oneshot::channel::<()>();
    {
        let mut future = pin!(timeout(&clock, ms(5), receive));
        assert!(is_pending(future.as_mut(), &counter));
        assert_eq!(clock.waiting(), 1);
    }
    assert_eq!(clock.waiting(), 0);
    assert!(send.is_canceled());
    assert_eq!(counter.kept(), 0);
}

#[test]
fn a_future_passed_by_reference_goes_on_after_the_time_is_up() {
    let clock = Clock::new();
    let (send, mut receive) = oneshot::channel();
    now(timeout(&clock, Duration::ZERO, &mut receive)).expect_err("nothing was sent");
    send.send(7).expect("it is waited for");
    assert_eq!(now(receive), Ok(7));
}

#[test]
fn a_panic_inside_unwinds_and_leaves_the_timer_free() {
    let clock = Clock::new();
    let panics = async { panic!("inside") };
    let future: AssertUnwindSafe<_> = AssertUnwindSafe(timeout(&clock, ms(1), panics));
    catch_unwind(move || now(future.0).is_ok()).expect_err("it unwinds");
    assert_eq!(clock.waiting(), 0);
}

#[test]
fn what_becomes_a_future_is_taken_too() {
    struct Question;

    impl IntoFuture for Question {
        type Output = u8;
        type IntoFuture = Ready<u8>;

        fn into_future(self) -> Ready<u8> {
            ready(42)
        }
    }

    assert_eq!(now(timeout(&Clock::new(), ms(1), Question)), Ok(42));
}
