//! M1: `sleep` never completes early, measured on `Timer::now`.

use std::{
    pin::pin,
    time::{Duration, Instant},
};

use anyrt_traits::time::Timer;

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, is_pending};

const MICROS: [u64; 9] = [1, 50, 300, 999, 1000, 1001, 2500, 7777, 20_000];

pub fn a_sleep_is_never_early<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for micros in MICROS {
            let duration = Duration::from_micros(micros);
            let start = rt.now();
            rt.sleep(duration).await;
            let passed = rt.now() - start;
            assert!(passed >= duration, "{passed:?} of {duration:?}");
        }
    });
}

pub fn a_sleep_until_is_never_early<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for micros in MICROS {
            let deadline = rt.now() + Duration::from_micros(micros);
            rt.sleep_until(deadline).await;
            let late = rt.now().checked_duration_since(deadline);
            assert!(late.is_some(), "early for {micros} us");
        }
    });
}

pub fn sleeps_side_by_side_are_never_early<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let tasks: Vec<_> = (0..100)
            .map(|number| {
                let inside = rt.clone();
                spawn(&rt, async move {
                    let duration = Duration::from_micros(137 * (number * 37 % 100));
                    let start = inside.now();
                    inside.sleep(duration).await;
                    let passed = inside.now() - start;
                    assert!(passed >= duration, "{passed:?} of {duration:?}");
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no sleep is early");
        }
    });
}

pub fn a_sleep_counts_from_the_call_that_makes_it<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let first = rt.sleep(Duration::from_millis(4));
        rt.sleep(Duration::from_millis(8)).await;
        let mut first = pin!(first);
        let start = rt.now();
        first.as_mut().await;
        rt.sleep_until(start).await;
    });
}

pub fn a_wake_up_by_a_sleep_is_never_early<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let deadline = rt.now() + Duration::from_millis(5);
        let mut sleep = pin!(rt.sleep_until(deadline));
        let counter = Counter::new();
        loop {
            let wakes = counter.wakes();
            if !is_pending(sleep.as_mut(), &counter) {
                break;
            }
            counter.woken_after(wakes).await;
        }
        assert!(rt.now() >= deadline);
        assert!(counter.wakes() < 100, "it waits rather than spin");
    });
}

pub fn the_clock_never_goes_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut last = rt.now();
        for _ in 0..1000 {
            let now: Instant = rt.now();
            assert!(now >= last);
            last = now;
        }
    });
}
