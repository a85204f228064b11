use std::{task::Poll, time::Duration};

use anyrt_combinators::{
    futures_util::{StreamExt, stream, stream::FusedStream},
    time::StreamTimeExt,
};
use futures_channel::mpsc;

use crate::by_hand::{Clock, Counter, ms, next, now};

#[test]
fn an_item_is_given_once_the_stream_is_quiet() {
    let clock = Clock::new();
    let counter = Counter::new();
    let (send, receive) = mpsc::unbounded();
    let mut quiet = receive.debounce(clock.clone(), ms(10));
    for item in 1..=3 {
        send.unbounded_send(item).expect("open");
        assert!(next(&mut quiet, &counter).is_pending());
        clock.advance(ms(9));
    }
    let before = counter.wakes();
    clock.advance(ms(1));
    assert_eq!(counter.wakes(), before + 1);
    assert_eq!(next(&mut quiet, &counter), Poll::Ready(Some(3)));
    assert!(next(&mut quiet, &counter).is_pending());
}

#[test]
fn what_is_held_at_the_end_is_given_at_once() {
    let mut quiet = stream::iter([1, 2]).debounce(Clock::new(), ms(10));
    assert_eq!(now(quiet.next()), Some(2));
    assert_eq!(now(quiet.next()), None);
    assert!(quiet.is_terminated());
}

#[test]
fn an_empty_stream_ends_at_once() {
    let mut quiet = stream::empty::<u8>().debounce(Clock::new(), ms(10));
    assert_eq!(now(quiet.next()), None);
}

#[test]
fn a_stream_that_is_always_ready_yields() {
    let clock = Clock::new();
    let counter = Counter::new();
    let mut quiet = stream::repeat(1).debounce(clock.clone(), ms(10));
    for polls in 1..4 {
        assert!(next(&mut quiet, &counter).is_pending());
        assert_eq!(counter.wakes(), polls);
        clock.advance(ms(20));
    }
}

#[test]
fn dropping_the_wait_keeps_what_is_held() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut quiet = receive.debounce(clock.clone(), ms(10));
    send.unbounded_send('a').expect("open");
    for _ in 0..3 {
        assert!(next(&mut quiet, &Counter::new()).is_pending());
    }
    clock.advance(ms(10));
    assert_eq!(now(quiet.next()), Some('a'));
}

#[test]
fn a_quiet_of_zero_gives_the_last_of_what_is_there() {
    let (send, receive) = mpsc::unbounded();
    let mut quiet = receive.debounce(Clock::new(), Duration::ZERO);
    send.unbounded_send(1).expect("open");
    send.unbounded_send(2).expect("open");
    assert_eq!(now(quiet.next()), Some(2));
}

#[test]
fn dropping_it_while_it_holds_an_item_leaves_no_sleep_and_no_waker() {
    let (clock, counter) = (Clock::new(), Counter::new());
    let (send, receive) = mpsc::unbounded();
    let mut calm = receive.debounce(clock.clone(), ms(10));
    send.unbounded_send(1).expect("open");
    assert!(next(&mut calm, &counter).is_pending());
    assert_eq!(clock.waiting(), 1);
    drop((calm, send));
    assert_eq!((clock.waiting(), counter.kept()), (0, 0));
}
