//! M3: `reset` takes effect before and after the first poll, and after completion.

use std::{
    pin::{Pin, pin},
    time::{Duration, Instant},
};

use anyrt_traits::time::{Sleep, Timer};

use super::flavour::Owner;
use crate::harness::{Counter, expect_ready, is_pending, poll};

const SHORT: Duration = Duration::from_millis(4);
const LONG: Duration = Duration::from_secs(100_000);

/// Makes a sleep that waits, with its deadline: a short one, unless the machine is too busy to poll it in
/// time.
fn waiting<T: Timer>(timer: &T, counter: &Counter) -> (Pin<Box<T::Sleep>>, Instant) {
    let mut duration = SHORT;
    loop {
        let deadline = timer.now() + duration;
        let mut sleep = Box::pin(timer.sleep_until(deadline));
        if is_pending(sleep.as_mut(), counter) {
            return (sleep, deadline);
        }
        duration *= 2;
    }
}

pub fn a_reset_to_an_earlier_deadline_counts_before_the_first_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(LONG));
        let deadline = rt.now() + SHORT;
        sleep.as_mut().reset(deadline);
        assert_eq!(sleep.deadline(), Some(deadline));
        sleep.await;
        assert!(rt.now() >= deadline);
    });
}

pub fn a_reset_to_a_later_deadline_counts_before_the_first_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(Duration::ZERO));
        let deadline = rt.now() + SHORT;
        sleep.as_mut().reset(deadline);
        sleep.await;
        assert!(rt.now() >= deadline);
    });
}

pub fn a_reset_to_an_earlier_deadline_wakes_without_another_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(LONG));
        let counter = Counter::new();
        assert!(is_pending(sleep.as_mut(), &counter));
        let deadline = rt.now() + SHORT;
        sleep.as_mut().reset(deadline);
        counter.woken().await;
        sleep.await;
        assert!(rt.now() >= deadline);
    });
}

pub fn a_reset_to_a_later_deadline_counts_after_the_first_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut sleep, old) = waiting(&rt, &Counter::new());
        let deadline = old + 3 * SHORT;
        sleep.as_mut().reset(deadline);
        sleep.await;
        assert!(rt.now() >= deadline);
    });
}

pub fn a_reset_after_completion_makes_it_wait_again<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(Duration::from_millis(1)));
        sleep.as_mut().await;
        let deadline = rt.now() + SHORT;
        sleep.as_mut().reset(deadline);
        sleep.as_mut().await;
        assert!(rt.now() >= deadline);
        sleep.as_mut().reset(rt.now() + LONG);
        assert!(is_pending(sleep.as_mut(), &Counter::new()));
    });
}

pub fn a_reset_to_the_past_completes_at_the_next_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(LONG));
        let counter = Counter::new();
        assert!(is_pending(sleep.as_mut(), &counter));
        sleep.as_mut().reset(rt.now());
        expect_ready(poll(sleep.as_mut(), &counter), "a deadline that has passed");
    });
}

pub fn a_reset_to_the_past_wakes_whoever_waits<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(LONG));
        let counter = Counter::new();
        assert!(is_pending(sleep.as_mut(), &counter));
        sleep.as_mut().reset(rt.now());
        counter.woken().await;
    });
}

pub fn a_reset_to_never_takes_the_deadline_away<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let counter = Counter::new();
        let (mut sleep, old) = waiting(&rt, &counter);
        sleep.as_mut().reset_never();
        assert_eq!(sleep.deadline(), None);
        rt.sleep_until(old + SHORT).await;
        assert!(
            is_pending(sleep.as_mut(), &counter),
            "its old deadline is gone"
        );
    });
}

pub fn a_reset_gives_a_deadline_to_what_had_none<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (mut polled, mut fresh) =
            (pin!(rt.sleep(Duration::MAX)), pin!(rt.sleep(Duration::MAX)));
        let counter = Counter::new();
        assert!(is_pending(polled.as_mut(), &counter));
        let deadline = rt.now() + SHORT;
        polled.as_mut().reset(deadline);
        fresh.as_mut().reset(deadline);
        counter.woken().await;
        polled.await;
        fresh.await;
        assert!(rt.now() >= deadline);
    });
}

pub fn a_sleep_that_completed_stays_complete_until_it_is_reset<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(Duration::from_millis(1)));
        sleep.as_mut().await;
        for _ in 0..3 {
            expect_ready(
                poll(sleep.as_mut(), &Counter::new()),
                "a sleep that completed",
            );
        }
    });
}

pub fn the_last_waker_is_the_one_that_wakes<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(LONG));
        let (first, last) = (Counter::new(), Counter::new());
        assert!(is_pending(sleep.as_mut(), &first));
        assert!(is_pending(sleep.as_mut(), &last));
        sleep.as_mut().reset(rt.now() + SHORT);
        last.woken().await;
        sleep.await;
    });
}

pub fn many_resets_end_with_the_last<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut sleep = pin!(rt.sleep(SHORT));
        let counter = Counter::new();
        for number in 0..100 {
            sleep.as_mut().reset(rt.now() + SHORT * (number % 7));
            let _is_ready = poll(sleep.as_mut(), &counter).is_ready();
        }
        let deadline = rt.now() + SHORT;
        sleep.as_mut().reset(deadline);
        sleep.await;
        assert!(rt.now() >= deadline);
    });
}
