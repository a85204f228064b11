use std::{task::Poll, time::Duration};

use anyrt_combinators::{
    futures_util::{StreamExt, TryStreamExt, stream},
    time::StreamTimeExt,
};
use futures_channel::mpsc;

use crate::by_hand::{Clock, Counter, ms, next, now};

#[test]
fn a_silence_as_long_as_the_limit_is_an_error() {
    let clock = Clock::new();
    let counter = Counter::new();
    let (_send, receive) = mpsc::unbounded::<u8>();
    let mut busy = receive.idle_timeout(clock.clone(), ms(10));
    assert!(next(&mut busy, &counter).is_pending());
    clock.advance(ms(9));
    assert!(next(&mut busy, &counter).is_pending());
    assert_eq!(counter.wakes(), 0);
    clock.advance(ms(1));
    assert_eq!(counter.wakes(), 1);
    assert!(matches!(
        next(&mut busy, &counter),
        Poll::Ready(Some(Err(_)))
    ));
}

#[test]
fn each_item_begins_the_silence_anew() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut busy = receive.idle_timeout(clock.clone(), ms(10));
    for item in 0..5 {
        assert!(next(&mut busy, &Counter::new()).is_pending());
        clock.advance(ms(9));
        send.unbounded_send(item).expect("open");
        assert_eq!(now(busy.next()), Some(Ok(item)));
    }
}

#[test]
fn an_item_that_is_there_beats_a_limit_that_has_passed() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut busy = receive.idle_timeout(clock.clone(), ms(10));
    assert!(next(&mut busy, &Counter::new()).is_pending());
    clock.advance(ms(50));
    send.unbounded_send(1).expect("open");
    assert_eq!(now(busy.next()), Some(Ok(1)));
}

#[test]
fn the_time_in_which_nobody_waits_does_not_count() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut busy = receive.idle_timeout(clock.clone(), ms(10));
    send.unbounded_send(1).expect("open");
    assert_eq!(now(busy.next()), Some(Ok(1)));
    clock.advance(ms(50));
    assert!(next(&mut busy, &Counter::new()).is_pending());
}

#[test]
fn the_stream_goes_on_after_the_error() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut busy = receive.idle_timeout(clock.clone(), ms(10));
    for _ in 0..2 {
        assert!(next(&mut busy, &Counter::new()).is_pending());
        clock.advance(ms(10));
        now(busy.try_next()).expect_err("it is silent");
    }
    send.unbounded_send('a').expect("open");
    drop(send);
    assert_eq!(now(busy.try_next()), Ok(Some('a')));
    assert_eq!(now(busy.try_next()), Ok(None));
}

#[test]
fn a_stream_that_is_ready_never_sleeps_and_the_longest_limit_never_ends() {
    let clock = Clock::new();
    let items = stream::iter(0..3).idle_timeout(clock.clone(), Duration::ZERO);
    assert_eq!(now(items.try_collect::<Vec<_>>()), Ok(vec![0, 1, 2]));
    let mut silent = stream::pending::<u8>().idle_timeout(clock.clone(), Duration::MAX);
    clock.advance(Duration::from_secs(1 << 30));
    assert!(next(&mut silent, &Counter::new()).is_pending());
}

#[test]
fn each_error_comes_after_a_yield_once_the_runtime_has_shut_down() {
    let clock = Clock::new();
    let mut silent = stream::pending::<u8>().idle_timeout(clock.clone(), ms(10));
    assert!(next(&mut silent, &Counter::new()).is_pending());
    clock.shut_down();
    for _ in 0..3 {
        let counter = Counter::new();
        assert!(
            next(&mut silent, &counter).is_pending(),
            "others have a turn"
        );
        assert_eq!(counter.wakes(), 1);
        now(silent.try_next()).expect_err("it is silent");
    }
}
