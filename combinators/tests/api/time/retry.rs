use std::{cell::Cell, num::NonZeroU32, pin::pin, task::Poll, time::Duration};

use anyrt_combinators::time::{Backoff, Jitter, retry, retry_if};

use crate::by_hand::{Clock, Counter, is_pending, ms, now, poll};

fn times(times: u32) -> NonZeroU32 {
    NonZeroU32::new(times).expect("it is not zero")
}

/// The pauses of a backoff, until it gives up.
fn pauses(backoff: Backoff, dice: u8) -> Vec<Duration> {
    let clock = Clock::new();
    clock.set_dice(dice);
    (1..)
        .map_while(|failures| backoff.pause_after(failures, &clock))
        .collect()
}

#[test]
fn success_at_once_makes_one_attempt_and_no_pause() {
    let clock = Clock::new();
    assert_eq!(
        now(retry(&clock, Backoff::new(), async || Ok::<_, ()>(1))),
        Ok(1)
    );
    assert!(clock.slept().is_empty());
}

#[test]
fn failures_are_followed_by_pauses_until_it_succeeds() {
    let clock = Clock::new();
    let counter = Counter::new();
    let mut attempts = 0;
    let backoff = Backoff::new().first(ms(10)).jitter(Jitter::None);
    let mut future = pin!(retry(&clock, backoff, async || {
        attempts += 1;
        if attempts < 3 { Err(()) } else { Ok(attempts) }
    }));
    for pause in [10, 20] {
        assert!(is_pending(future.as_mut(), &counter));
        clock.advance(ms(pause - 1));
        assert!(is_pending(future.as_mut(), &counter));
        clock.advance(ms(1));
    }
    assert_eq!(counter.wakes(), 2);
    assert_eq!(poll(future, &counter), Poll::Ready(Ok(3)));
    assert_eq!(clock.slept(), [ms(10), ms(20)]);
}

#[test]
fn the_last_error_is_given_when_the_attempts_are_used_up() {
    let clock = Clock::new();
    let attempts = Cell::new(0);
    let backoff = Backoff::new().attempts(times(4)).first(Duration::ZERO);
    let fails = async || {
        attempts.set(attempts.get() + 1);
        Err::<(), _>(attempts.get())
    };
    assert_eq!(now(retry(&clock, backoff, fails)), Err(4));
    assert_eq!(attempts.get(), 4);
}

#[test]
fn one_attempt_means_no_pause() {
    let clock = Clock::new();
    let backoff = Backoff::new().attempts(times(1));
    now(retry(&clock, backoff, async || Err::<(), _>(()))).expect_err("it fails");
    assert!(clock.slept().is_empty());
}

#[test]
fn an_error_that_is_not_worth_it_is_given_at_once() {
    let clock = Clock::new();
    let fails = async || Err::<(), _>("for good");
    let result = now(retry_if(&clock, Backoff::new(), fails, |error| {
        *error != "for good"
    }));
    assert_eq!(result, Err("for good"));
    assert!(clock.slept().is_empty());
}

#[test]
fn pauses_grow_up_to_the_longest() {
    let backoff = Backoff::new()
        .attempts(times(6))
        .first(ms(10))
        .factor(times(3))
        .longest(ms(100))
        .jitter(Jitter::None);
    assert_eq!(
        pauses(backoff, 0),
        [ms(10), ms(30), ms(90), ms(100), ms(100)]
    );
}

#[test]
fn pauses_never_overflow_and_nothing_stays_nothing() {
    let backoff = Backoff::new()
        .first(ms(1))
        .factor(NonZeroU32::MAX)
        .longest(Duration::MAX)
        .jitter(Jitter::None);
    let far = backoff
        .attempts(NonZeroU32::MAX)
        .pause_after(1_000_000, &Clock::new());
    assert_eq!(far, Some(Duration::MAX));
    let nothing = backoff.first(Duration::ZERO).attempts(NonZeroU32::MAX);
    let clock = Clock::new();
    assert_eq!(nothing.pause_after(1_000_000, &clock), Some(Duration::ZERO));
    assert_eq!(nothing.pause_after(0, &clock), Some(Duration::ZERO));
}

#[test]
fn full_jitter_gives_any_part_and_equal_jitter_half_or_more() {
    let backoff = Backoff::new().attempts(times(2)).first(ms(100));
    assert_eq!(pauses(backoff, 0), [Duration::ZERO]);
    let nearly_all = pauses(backoff, 255)[0];
    assert!(nearly_all < ms(100) && nearly_all > ms(99));
    let backoff = backoff.jitter(Jitter::Equal);
    assert_eq!(pauses(backoff, 0), [ms(50)]);
    let nearly_all = pauses(backoff, 255)[0];
    assert!(nearly_all < ms(100) && nearly_all > ms(99));
    let longest = backoff.first(Duration::MAX).longest(Duration::MAX);
    assert!(
        pauses(longest, 255)[0] > Duration::MAX / 2,
        "the longest does not overflow"
    );
}

#[test]
fn dropping_it_in_a_pause_frees_the_timer() {
    let clock = Clock::new();
    {
        let future = retry(&clock, Backoff::new().jitter(Jitter::None), async || {
            Err::<(), _>(())
        });
        assert!(is_pending(pin!(future), &Counter::new()));
    }
    assert_eq!(clock.waiting(), 0);
}

#[test]
fn it_gives_up_when_the_runtime_has_shut_down() {
    let clock = Clock::new();
    clock.shut_down();
    let attempts = Cell::new(0_u32);
    let backoff = Backoff::new()
        .attempts(NonZeroU32::MAX)
        .jitter(Jitter::None);
    let fails = async || {
        attempts.set(attempts.get() + 1);
        Err::<(), _>("shut down")
    };
    assert_eq!(now(retry(&clock, backoff, fails)), Err("shut down"));
    assert_eq!(attempts.get(), 1);
}
