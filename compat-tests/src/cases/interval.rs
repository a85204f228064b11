//! M5: the first tick of an interval is immediate, missed ticks follow the policy, a zero period is an error.

use std::{
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use anyrt_combinators::time::{Interval, MissedTick, interval, interval_at};
use anyrt_traits::time::Timer;

use super::flavour::Owner;
use crate::harness::{Counter, expect_ready, is_pending, poll};

const PERIOD: Duration = Duration::from_millis(4);
const LONG: Duration = Duration::from_secs(100_000);

fn ticks<T: Timer>(timer: T, missed_tick: MissedTick) -> Interval<T> {
    interval(timer, PERIOD)
        .expect("the period is not zero")
        .with_missed_tick(missed_tick)
}

/// Takes the first tick, misses at least five, takes the late one, and gives when that was due and a time
/// after it was taken.
async fn stall<T: Timer>(timer: &T, ticks: &mut Interval<impl Timer>) -> (Instant, Instant) {
    let start = ticks.tick().await;
    timer.sleep_until(start + 7 * PERIOD).await;
    let late = ticks.tick().await;
    assert_eq!(
        late,
        start + PERIOD,
        "the late tick is the one that was due"
    );
    (late, timer.now())
}

pub fn the_first_tick_is_immediate<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let before = rt.now();
        let mut ticks = interval(rt.clone(), LONG).expect("the period is not zero");
        let tick = expect_ready(poll(pin!(ticks.tick()), &Counter::new()), "the first tick");
        assert!(tick >= before && tick <= rt.now());
        assert!(is_pending(pin!(ticks.tick()), &Counter::new()));
    });
}

pub fn a_start_that_has_passed_ticks_immediately<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let start = rt.now();
        let mut ticks = interval_at(rt.clone(), start, LONG).expect("the period is not zero");
        let tick = poll(pin!(ticks.tick()), &Counter::new());
        assert_eq!(expect_ready(tick, "the first tick"), start);
    });
}

pub fn a_zero_period_is_an_error_at_construction<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        assert!(interval(rt.clone(), Duration::ZERO).is_err());
        assert!(interval_at(rt.clone(), rt.now(), Duration::ZERO).is_err());
    });
}

pub fn no_tick_comes_before_it_is_due<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for missed_tick in [MissedTick::Burst, MissedTick::Delay, MissedTick::Skip] {
            let mut ticks = ticks(rt.clone(), missed_tick);
            let mut last = ticks.tick().await;
            for _ in 0..4 {
                let due = ticks.tick().await;
                assert!(due >= last + PERIOD, "{missed_tick:?}");
                assert!(rt.now() >= due, "{missed_tick:?}");
                last = due;
            }
        }
    });
}

pub fn a_burst_gives_every_missed_tick<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut ticks = ticks(rt.clone(), MissedTick::Burst);
        let (late, _) = stall(&rt, &mut ticks).await;
        for missed in 1..=6 {
            let tick = poll(pin!(ticks.tick()), &Counter::new());
            assert_eq!(expect_ready(tick, "a missed tick"), late + missed * PERIOD);
        }
    });
}

pub fn a_delay_waits_a_period_after_the_late_tick<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut ticks = ticks(rt.clone(), MissedTick::Delay);
        let (late, taken) = stall(&rt, &mut ticks).await;
        let next = ticks.tick().await;
        assert!(
            next >= late + 7 * PERIOD,
            "from when the late tick was taken"
        );
        assert!(next <= taken + PERIOD);
        assert!(rt.now() >= next);
    });
}

pub fn a_skip_leaves_missed_ticks_out_and_keeps_the_schedule<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut ticks = ticks(rt.clone(), MissedTick::Skip);
        let (late, taken) = stall(&rt, &mut ticks).await;
        let next = ticks.tick().await;
        let since = next.duration_since(late);
        assert!(since > 6 * PERIOD && next <= taken + PERIOD);
        assert_eq!(
            since.as_nanos() % PERIOD.as_nanos(),
            0,
            "it is off the schedule"
        );
        assert!(rt.now() >= next);
    });
}

pub fn a_tick_that_is_dropped_while_it_waits_comes_all_the_same<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let start = rt.now() + 5 * PERIOD;
        let mut ticks = interval_at(rt.clone(), start, LONG).expect("the period is not zero");
        let taken = match poll(pin!(ticks.tick()), &Counter::new()) {
            Poll::Ready(tick) => tick,
            Poll::Pending => ticks.tick().await,
        };
        assert_eq!(taken, start);
    });
}
