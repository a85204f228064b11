//! Times that no clock reaches, and times that are over.

use std::{future::pending, pin::pin, time::Duration};

use anyrt_combinators::time::{interval, timeout, timeout_at};
use anyrt_traits::time::{Sleep, Timer};

use super::flavour::Owner;
use crate::harness::{Counter, expect_ready, is_pending, poll};

/// Durations that no clock reaches, and others that are merely long.
const LONG: [Duration; 6] = [
    Duration::MAX,
    Duration::from_secs(u64::MAX),
    Duration::from_millis(u64::MAX),
    Duration::from_micros(u64::MAX),
    Duration::from_nanos(u64::MAX),
    Duration::from_secs(u32::MAX as u64),
];

pub(crate) fn a_sleep_for_ever<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        for duration in LONG {
            let counter = Counter::new();
            let mut sleep = pin!(rt.sleep(duration));
            assert!(is_pending(sleep.as_mut(), &counter), "{duration:?}");
            rt.sleep(Duration::from_millis(2)).await;
            assert!(is_pending(sleep.as_mut(), &counter), "{duration:?}");
            assert_eq!(counter.wakes(), 0, "{duration:?}");
            sleep.as_mut().reset(rt.now());
            sleep.await;
        }
        assert_eq!(rt.sleep(Duration::MAX).deadline(), None);
        "`Duration::MAX` and all that is beyond the clock never end and wake nobody; a reset ends them".into()
    })
}

pub(crate) fn a_timeout_of_for_ever<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        for duration in LONG {
            let inner = rt.sleep(Duration::from_millis(2));
            timeout(&rt, duration, inner).await.expect("it ends first");
        }
        "what is inside ends as if there were no time-out".into()
    })
}

pub(crate) fn a_deadline_in_the_past<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let now = rt.now();
        for past in [0, 1, 1_000_000, 60_000_000_000].map(Duration::from_nanos) {
            let past = now.checked_sub(past).unwrap_or(now);
            let counter = Counter::new();
            expect_ready(poll(pin!(rt.sleep_until(past)), &counter), "a past sleep");
            let mut moved = pin!(rt.sleep(Duration::MAX));
            assert!(is_pending(moved.as_mut(), &counter), "for ever");
            moved.as_mut().reset(past);
            expect_ready(poll(moved, &counter), "a sleep moved to the past");
            let over = timeout_at(&rt, past, pending::<()>()).await;
            over.expect_err("the time is over");
            let beats = timeout_at(&rt, past, async { 1 }).await;
            assert_eq!(beats.expect("it is ready"), 1);
        }
        expect_ready(
            poll(pin!(rt.sleep(Duration::ZERO)), &Counter::new()),
            "a sleep of zero",
        );
        "a sleep ends at its first poll, a time-out after one poll of what is inside; who is ready wins".into()
    })
}

pub(crate) fn an_interval_of_zero_or_for_ever<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        assert!(
            interval(rt.clone(), Duration::ZERO).is_err(),
            "it has no period"
        );
        let mut ticks = interval(rt.clone(), Duration::MAX).expect("it has a period");
        ticks.tick().await;
        let counter = Counter::new();
        assert!(is_pending(pin!(ticks.tick()), &counter), "for ever");
        rt.sleep(Duration::from_millis(2)).await;
        assert!(is_pending(pin!(ticks.tick()), &counter), "for ever");
        "a period of zero is an error; one of `Duration::MAX` ticks once and never again".into()
    })
}
