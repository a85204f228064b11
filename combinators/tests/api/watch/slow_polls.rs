use std::{
    cell::RefCell,
    future::{poll_fn, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
    time::Duration,
};

use anyrt_combinators::watch::{SlowPoll, report_slow_polls};
use anyrt_traits::time::Timer;

use crate::by_hand::{Clock, Counter, is_pending, ms, now, poll};

#[test]
fn each_poll_longer_than_the_threshold_is_reported_with_the_name() {
    let clock = Clock::new();
    let reports = RefCell::new(Vec::<SlowPoll>::new());
    let mut takes = [0, 5, 1, 2].into_iter().map(ms);
    let future = poll_fn(|_| {
        clock.advance(takes.next().expect("it is polled four times"));
        if takes.len() == 0 {
            Poll::Ready('a')
        } else {
            Poll::Pending
        }
    });
    let mut watched = pin!(
        report_slow_polls(future, |slow| reports.borrow_mut().push(*slow))
            .named("the future")
            .clock(|| clock.now())
    );
    for _ in 0..3 {
        assert!(is_pending(watched.as_mut(), &Counter::new()));
    }
    assert_eq!(poll(watched, &Counter::new()), Poll::Ready('a'));
    let reports = reports.into_inner();
    let seen: Vec<_> = reports
        .iter()
        .map(|slow| (slow.number, slow.duration))
        .collect();
    assert_eq!(
        seen,
        [(2, ms(5)), (4, ms(2))],
        "one millisecond is not longer than one"
    );
    assert_eq!(reports[0].to_string(), "poll 2 of the future took 5ms");
}

#[test]
fn the_threshold_can_be_set_and_a_clock_that_goes_back_reports_nothing() {
    let clock = Clock::new();
    let mut reports = 0;
    let takes_a_second = poll_fn(|_| {
        clock.advance(Duration::from_secs(1));
        Poll::Ready(())
    });
    let watched = report_slow_polls(takes_a_second, |_| reports += 1);
    now(watched
        .threshold(Duration::from_secs(1))
        .clock(|| clock.now()));
    assert_eq!(reports, 0);

    let start = clock.now();
    let mut goes_back = [start + ms(9), start].into_iter();
    let watched = report_slow_polls(ready(()), |_| reports += 1).threshold(Duration::ZERO);
    now(watched.clock(|| goes_back.next().expect("it looks twice")));
    assert_eq!(reports, 0);
}

#[test]
fn the_name_of_the_type_is_the_default() {
    let clock = Clock::new();
    let mut name = "";
    let watched = report_slow_polls(ready(1), |slow| name = slow.name).clock(|| {
        clock.advance(ms(2));
        clock.now()
    });
    assert_eq!(now(watched), 1);
    assert!(name.contains("Ready<i32>"), "{name}");
}

#[test]
fn a_panic_inside_unwinds_and_a_dropped_one_drops_the_future() {
    let panics = report_slow_polls(async { panic!("inside") }, |_| ());
    catch_unwind(AssertUnwindSafe(|| now(panics))).expect_err("it unwinds");
    let held = std::rc::Rc::new(());
    let inside = held.clone();
    let holds = report_slow_polls(async move { drop(inside) }, |_| ());
    drop(holds);
    assert_eq!(std::rc::Rc::strong_count(&held), 1);
}
