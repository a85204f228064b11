//! M2: zero and past deadlines complete without waiting; `Duration::MAX` means never.

use std::{
    pin::pin,
    time::{Duration, Instant},
};

use anyrt_traits::time::{Sleep, Timer};

use super::flavour::Owner;
use crate::harness::{Counter, expect_ready, is_pending, poll};

pub fn a_sleep_of_zero_completes_at_its_first_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let sleep = poll(pin!(rt.sleep(Duration::ZERO)), &Counter::new());
        expect_ready(sleep, "a sleep of zero");
    });
}

pub fn a_sleep_until_a_past_instant_completes_at_its_first_poll<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let now = rt.now();
        let sleep = poll(pin!(rt.sleep_until(now)), &Counter::new());
        expect_ready(sleep, "a deadline that is now");
        let past = now.checked_sub(Duration::from_secs(1)).unwrap_or(now);
        let sleep = poll(pin!(rt.sleep_until(past)), &Counter::new());
        expect_ready(sleep, "a deadline that was a second ago");
    });
}

pub fn the_longest_duration_means_never<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut never = pin!(rt.sleep(Duration::MAX));
        assert_eq!(never.deadline(), None);
        let counter = Counter::new();
        assert!(is_pending(never.as_mut(), &counter));
        rt.sleep(Duration::from_millis(3)).await;
        assert!(is_pending(never.as_mut(), &counter));
        assert_eq!(counter.wakes(), 0, "nobody wakes what never ends");
    });
}

pub fn durations_beyond_every_instant_mean_never<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for duration in [
            Duration::MAX - Duration::from_nanos(1),
            Duration::from_secs(u64::MAX),
        ] {
            let mut sleep = pin!(rt.sleep(duration));
            assert_eq!(sleep.deadline(), None);
            assert!(is_pending(sleep.as_mut(), &Counter::new()));
        }
    });
}

pub fn very_long_durations_do_not_panic<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for duration in [
            Duration::from_millis(u64::MAX),
            Duration::from_micros(u64::MAX),
            Duration::from_nanos(u64::MAX),
            Duration::from_secs(1 << 40),
            Duration::from_secs(100 * 365 * 24 * 3600),
        ] {
            let mut sleep = pin!(rt.sleep(duration));
            assert!(is_pending(sleep.as_mut(), &Counter::new()));
        }
        rt.sleep(Duration::from_millis(1)).await;
    });
}

pub fn a_far_deadline_does_not_panic<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut far = Duration::MAX;
        let deadline = loop {
            match rt.now().checked_add(far) {
                Some(deadline) => break deadline,
                None => far /= 2,
            }
        };
        let mut sleep = pin!(rt.sleep_until(deadline));
        assert!(is_pending(sleep.as_mut(), &Counter::new()));
    });
}

pub fn a_sleep_tells_its_deadline<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let deadline: Instant = rt.now() + Duration::from_secs(1000);
        assert_eq!(rt.sleep_until(deadline).deadline(), Some(deadline));
        let before = rt.now();
        let told = rt.sleep(Duration::from_secs(1000)).deadline();
        assert!(told.expect("it has one") >= before + Duration::from_secs(1000));
    });
}
