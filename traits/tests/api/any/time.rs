use std::{pin::pin, time::Duration};

use anyrt_traits::{
    AnyRuntime,
    time::{Sleep, SystemClock, Timer},
};

use crate::mock::{Mock, poll_once};

const SECOND: Duration = Duration::from_secs(1);

fn erased() -> (AnyRuntime, Mock<1>) {
    let mock = Mock::new();
    (AnyRuntime::new(mock.clone()), mock)
}

#[test]
fn now_is_that_of_the_runtime_inside() {
    let (rt, mock) = erased();
    assert_eq!(rt.now(), mock.now());
    mock.clock.advance(SECOND);
    assert_eq!(rt.now(), mock.now());
}

#[test]
fn sleep_completes_at_its_deadline() {
    let (rt, mock) = erased();
    let mut sleep = pin!(rt.sleep(SECOND));
    assert!(poll_once(sleep.as_mut()).is_pending());
    mock.clock.advance(SECOND);
    assert!(poll_once(sleep.as_mut()).is_ready());
    assert_eq!(mock.log.take(), ["sleep 1s"]);
}

#[test]
fn sleep_until_is_forwarded_as_such() {
    let (rt, mock) = erased();
    let deadline = rt.now() + SECOND;
    let sleep = rt.sleep_until(deadline);
    assert_eq!(sleep.deadline(), Some(deadline));
    assert_eq!(mock.log.take(), ["sleep_until"]);
}

#[test]
fn the_longest_duration_means_never() {
    let (rt, _mock) = erased();
    assert_eq!(rt.sleep(Duration::MAX).deadline(), None);
}

#[test]
fn reset_moves_the_deadline_before_and_after_completion() {
    let (rt, mock) = erased();
    let mut sleep = pin!(rt.sleep(SECOND));
    sleep.as_mut().reset(rt.now());
    assert!(poll_once(sleep.as_mut()).is_ready());
    sleep.as_mut().reset(rt.now() + SECOND);
    assert!(poll_once(sleep.as_mut()).is_pending());
    mock.clock.advance(SECOND);
    assert!(poll_once(sleep.as_mut()).is_ready());
}

#[test]
fn reset_never_takes_the_deadline_away() {
    let (rt, mock) = erased();
    let mut sleep = pin!(rt.sleep(SECOND));
    sleep.as_mut().reset_never();
    assert_eq!(sleep.deadline(), None);
    mock.clock.advance(SECOND);
    assert!(poll_once(sleep.as_mut()).is_pending());
}

#[test]
fn the_time_of_day_is_that_of_the_runtime_inside() {
    let (rt, mock) = erased();
    assert_eq!(rt.system_time(), mock.system_time());
}
