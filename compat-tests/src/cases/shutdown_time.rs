//! T8: every `Sleep` completes at once when its runtime goes.

use std::{
    pin::{Pin, pin},
    time::{Duration, Instant},
};

use anyrt_traits::{
    task::Shutdown,
    time::{Sleep, Timer},
};

use super::flavour::Owner;
use crate::harness::{Counter, is_pending, wait};

const LONG: Duration = Duration::from_secs(100_000);

pub fn a_sleep_that_was_polled_is_woken_by_the_shutdown<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let mut sleep = pin!(rt.sleep(LONG));
    let counter = Counter::new();
    owner.block_on(async |_| assert!(is_pending(sleep.as_mut(), &counter), "it is long"));
    drop(owner);
    counter.woken_blocking();
    wait(sleep);
}

pub fn a_sleep_polled_first_after_the_shutdown_completes<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let sleep = owner.block_on(async |rt| rt.sleep(LONG));
    drop(owner);
    wait(sleep);
}

pub fn a_sleep_made_after_the_shutdown_completes<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    drop(owner);
    wait(rt.sleep(LONG));
    wait(rt.sleep_until(Instant::now() + LONG));
    wait(rt.sleep(Duration::ZERO));
}

pub fn a_sleep_without_end_is_woken_by_the_shutdown<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let (mut sleep, unpolled) = (pin!(rt.sleep(Duration::MAX)), rt.sleep(Duration::MAX));
    let counter = Counter::new();
    owner.block_on(async |_| assert!(is_pending(sleep.as_mut(), &counter), "it has no end"));
    drop(owner);
    counter.woken_blocking();
    wait(sleep);
    wait(unpolled);
    wait(rt.sleep(Duration::MAX));
}

pub fn a_sleep_reset_to_never_is_woken_by_the_shutdown<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let mut sleep = pin!(rt.sleep(LONG));
    let counter = Counter::new();
    owner.block_on(async |_| {
        assert!(is_pending(sleep.as_mut(), &counter), "it is long");
        sleep.as_mut().reset_never();
    });
    drop(owner);
    counter.woken_blocking();
    wait(sleep);
}

pub fn a_sleep_reset_after_the_shutdown_completes<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let mut sleep = pin!(rt.sleep(LONG));
    let counter = Counter::new();
    owner.block_on(async |_| assert!(is_pending(sleep.as_mut(), &counter), "it is long"));
    drop(owner);
    sleep.as_mut().reset(Instant::now() + LONG);
    wait(sleep.as_mut());
    sleep.as_mut().reset_never();
    wait(Pin::as_mut(&mut sleep));
}

pub fn many_sleeps_are_all_woken_by_the_shutdown<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let mut sleeps: Vec<_> = (1..1000)
        .map(|number| (Box::pin(rt.sleep(LONG * number)), Counter::new()))
        .collect();
    owner.block_on(async |_| {
        for (sleep, counter) in &mut sleeps {
            assert!(is_pending(sleep.as_mut(), counter), "it is long");
        }
    });
    drop(owner);
    for (sleep, counter) in sleeps {
        counter.woken_blocking();
        wait(sleep);
    }
}

pub fn time_goes_on_after_the_shutdown<O: Owner + Shutdown>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let before = rt.now();
    drop(owner);
    assert!(rt.now() >= before);
}
