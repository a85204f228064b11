use std::{
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use anyrt_combinators::{
    futures_util::{StreamExt, future::poll_immediate},
    time::{Interval, MissedTick, interval, interval_at},
};
use anyrt_traits::time::Timer;

use crate::by_hand::{Clock, Counter, is_pending, ms, next, now, poll};

/// Polls for a tick and gives when it was due, in milliseconds since `start`.
fn due(ticks: &mut Interval<Clock>, start: Instant) -> Option<u128> {
    let tick = now(poll_immediate(ticks.tick()))?;
    Some(tick.duration_since(start).as_millis())
}

/// Ticks every 10, takes those at 0, 10 and 20, the last of them at 45, and gives the due times and the
/// times of taking of what follows.
fn after_a_stall(missed_tick: MissedTick) -> Vec<(u128, u128)> {
    let clock = Clock::new();
    let start = clock.now();
    let mut ticks = interval(clock.clone(), ms(10))
        .expect("the period is not zero")
        .with_missed_tick(missed_tick);
    assert_eq!(due(&mut ticks, start), Some(0));
    clock.advance(ms(10));
    assert_eq!(due(&mut ticks, start), Some(10));
    clock.advance(ms(35));
    assert_eq!(due(&mut ticks, start), Some(20));
    let mut taken = Vec::new();
    for at in 45..80 {
        while let Some(due) = due(&mut ticks, start) {
            taken.push((due, at));
        }
        clock.advance(ms(1));
    }
    taken
}

#[test]
fn the_first_tick_is_immediate() {
    let clock = Clock::new();
    let mut ticks = interval(clock.clone(), ms(10)).expect("the period is not zero");
    assert_eq!(now(ticks.tick()), clock.now());
    assert!(is_pending(pin!(ticks.tick()), &Counter::new()));
}

#[test]
fn a_zero_period_is_an_error_at_construction() {
    let clock = Clock::new();
    let error = interval(clock.clone(), Duration::ZERO).expect_err("zero");
    assert_eq!(error.to_string(), "the period of an interval is zero");
    let kind = std::io::Error::from(error).kind();
    assert_eq!(kind, std::io::ErrorKind::InvalidInput);
    interval_at(clock.clone(), clock.now(), Duration::ZERO).expect_err("zero");
    assert_eq!(clock.waiting(), 0);
}

#[test]
fn each_tick_wakes_at_its_time_and_the_last_waker() {
    let clock = Clock::new();
    let mut ticks = interval(clock.clone(), ms(10)).expect("the period is not zero");
    now(ticks.tick());
    for _ in 0..3 {
        let (first, last) = (Counter::new(), Counter::new());
        let due = clock.now() + ms(10);
        assert!(is_pending(pin!(ticks.tick()), &first));
        assert!(is_pending(pin!(ticks.tick()), &last));
        clock.advance(ms(9));
        assert_eq!(last.wakes(), 0);
        clock.advance(ms(1));
        assert_eq!((first.wakes(), last.wakes()), (0, 1));
        assert_eq!(poll(pin!(ticks.tick()), &last), Poll::Ready(due));
    }
}

#[test]
fn burst_gives_every_missed_tick_at_once() {
    let taken = after_a_stall(MissedTick::Burst);
    assert_eq!(taken, [(30, 45), (40, 45), (50, 50), (60, 60), (70, 70)]);
}

#[test]
fn delay_begins_anew_when_the_late_tick_is_taken() {
    assert_eq!(
        after_a_stall(MissedTick::Delay),
        [(55, 55), (65, 65), (75, 75)]
    );
}

#[test]
fn skip_leaves_missed_ticks_out_and_keeps_the_schedule() {
    assert_eq!(
        after_a_stall(MissedTick::Skip),
        [(50, 50), (60, 60), (70, 70)]
    );
}

#[test]
fn a_tick_late_by_less_than_a_period_changes_no_schedule() {
    for missed_tick in [MissedTick::Burst, MissedTick::Delay, MissedTick::Skip] {
        let clock = Clock::new();
        let start = clock.now();
        let mut ticks = interval(clock.clone(), ms(10))
            .expect("the period is not zero")
            .with_missed_tick(missed_tick);
        now(ticks.tick());
        clock.advance(ms(19));
        assert_eq!(due(&mut ticks, start), Some(10));
        assert_eq!(due(&mut ticks, start), None);
        clock.advance(ms(1));
        assert_eq!(due(&mut ticks, start), Some(20), "{missed_tick:?}");
    }
}

#[test]
fn a_tick_late_by_whole_periods_has_missed_the_one_that_is_due_now() {
    for (missed_tick, waits) in [
        (MissedTick::Burst, false),
        (MissedTick::Delay, true),
        (MissedTick::Skip, true),
    ] {
        for late in [10, 20] {
            let clock = Clock::new();
            let mut ticks = interval(clock.clone(), ms(10))
                .expect("the period is not zero")
                .with_missed_tick(missed_tick);
            clock.advance(ms(late));
            now(ticks.tick());
            let is_waiting = is_pending(pin!(ticks.tick()), &Counter::new());
            assert_eq!(is_waiting, waits, "{missed_tick:?}, {late} late");
            clock.advance(ms(10));
            now(ticks.tick());
        }
    }
}

#[test]
fn a_start_in_the_future_is_waited_for_and_one_in_the_past_is_not() {
    let clock = Clock::new();
    let start = clock.now();
    let mut later = interval_at(clock.clone(), start + ms(5), ms(10)).expect("not zero");
    assert_eq!(due(&mut later, start), None);
    clock.advance(ms(5));
    assert_eq!(due(&mut later, start), Some(5));
    let mut earlier = interval_at(clock.clone(), start, ms(10)).expect("not zero");
    assert_eq!(due(&mut earlier, start), Some(0));
    assert_eq!(due(&mut earlier, start), None);
}

#[test]
fn a_dropped_tick_is_not_lost() {
    let clock = Clock::new();
    let start = clock.now();
    let mut ticks = interval_at(clock.clone(), start + ms(1), ms(10)).expect("not zero");
    for _ in 0..3 {
        assert!(is_pending(pin!(ticks.tick()), &Counter::new()));
    }
    clock.advance(ms(1));
    assert_eq!(due(&mut ticks, start), Some(1));
}

#[test]
fn the_longest_period_ticks_once() {
    for missed_tick in [MissedTick::Burst, MissedTick::Delay, MissedTick::Skip] {
        let clock = Clock::new();
        let mut ticks = interval(clock.clone(), Duration::MAX)
            .expect("not zero")
            .with_missed_tick(missed_tick);
        now(ticks.tick());
        clock.advance(Duration::from_secs(1 << 30));
        assert!(is_pending(pin!(ticks.tick()), &Counter::new()));
    }
}

#[test]
fn restart_makes_the_next_tick_due_a_period_from_then() {
    let clock = Clock::new();
    let start = clock.now();
    let mut ticks = interval(clock.clone(), ms(10)).expect("not zero");
    now(ticks.tick());
    clock.advance(ms(7));
    ticks.restart();
    clock.advance(ms(9));
    assert_eq!(due(&mut ticks, start), None);
    clock.advance(ms(1));
    assert_eq!(due(&mut ticks, start), Some(17));
}

#[test]
fn it_is_a_stream_without_end() {
    let clock = Clock::new();
    let mut ticks = interval(clock.clone(), ms(1)).expect("not zero");
    clock.advance(ms(9));
    assert_eq!(now(ticks.by_ref().take(10).count()), 10);
    assert!(next(&mut ticks, &Counter::new()).is_pending());
}

#[test]
fn after_the_shutdown_each_tick_suspends_its_task_once() {
    let clock = Clock::new();
    let mut ticks = interval(clock.clone(), ms(10)).expect("not zero");
    now(ticks.tick());
    clock.shut_down();
    for _ in 0..3 {
        let counter = Counter::new();
        assert!(is_pending(pin!(ticks.tick()), &counter));
        assert_eq!(counter.wakes(), 1, "it goes on at the next turn");
        assert!(poll(pin!(ticks.tick()), &counter).is_ready());
    }
}
