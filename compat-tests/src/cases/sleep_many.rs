//! M4: a dropped `Sleep` frees its timer, and 100,000 pending ones are no problem.

use std::{pin::pin, time::Duration};

use anyrt_traits::time::{Sleep, Timer};

use super::flavour::Owner;
use crate::harness::{Counter, is_pending};

const LONG: Duration = Duration::from_secs(100_000);

pub fn a_dropped_sleep_lets_its_waker_go<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        for _ in 0..100 {
            assert!(is_pending(pin!(rt.sleep(LONG)), &counter));
        }
        counter.forgotten(&rt).await;
    });
}

pub fn a_sleep_reset_to_never_lets_its_waker_go_when_dropped<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        {
            let mut sleep = pin!(rt.sleep(LONG));
            assert!(is_pending(sleep.as_mut(), &counter));
            sleep.as_mut().reset_never();
        }
        counter.forgotten(&rt).await;
    });
}

pub fn a_dropped_sleep_wakes_nobody<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut duration = Duration::from_millis(3);
        loop {
            let (counter, deadline) = (Counter::new(), rt.now() + duration);
            let was_pending = is_pending(pin!(rt.sleep_until(deadline)), &counter);
            let is_in_time = rt.now() < deadline;
            rt.sleep_until(deadline + Duration::from_millis(3)).await;
            if was_pending && is_in_time {
                break assert_eq!(counter.wakes(), 0);
            }
            // The machine was too busy to drop it in time.
            duration *= 2;
        }
    });
}

pub fn a_hundred_thousand_pending_sleeps_are_no_problem<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        let mut sleeps: Vec<_> = (0..100_000)
            .map(|number| Box::pin(rt.sleep(LONG + Duration::from_millis(number * 7919 % 100_000))))
            .collect();
        for sleep in &mut sleeps {
            assert!(is_pending(sleep.as_mut(), &counter));
        }
        rt.sleep(Duration::from_millis(1)).await;
        let soon = rt.now() + Duration::from_millis(1);
        let woken = Counter::new();
        let one = &mut sleeps[77_777];
        assert!(is_pending(one.as_mut(), &woken));
        one.as_mut().reset(soon);
        woken.woken().await;
        one.as_mut().await;
        drop(sleeps);
        counter.forgotten(&rt).await;
    });
}
