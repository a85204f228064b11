use std::{task::Poll, time::Duration};

use anyrt_combinators::{
    futures_util::{StreamExt, stream, stream::FusedStream},
    time::StreamTimeExt,
};
use futures_channel::mpsc;

use crate::by_hand::{Clock, Counter, ms, next, now};

#[test]
fn the_first_item_comes_at_once_and_the_next_after_the_gap() {
    let clock = Clock::new();
    let counter = Counter::new();
    let mut slow = stream::iter([1, 2]).throttle(clock.clone(), ms(10));
    assert_eq!(next(&mut slow, &counter), Poll::Ready(Some(1)));
    assert!(next(&mut slow, &counter).is_pending());
    clock.advance(ms(9));
    assert!(next(&mut slow, &counter).is_pending());
    assert_eq!(counter.wakes(), 0);
    clock.advance(ms(1));
    assert_eq!(counter.wakes(), 1);
    assert_eq!(next(&mut slow, &counter), Poll::Ready(Some(2)));
}

#[test]
fn nothing_is_lost_and_the_end_is_told_once() {
    let clock = Clock::new();
    let mut slow = stream::iter(0..4).throttle(clock.clone(), ms(10));
    let mut items = Vec::new();
    for _ in 0..4 {
        items.extend(now(slow.next()));
        assert!(next(&mut slow, &Counter::new()).is_pending());
        clock.advance(ms(10));
    }
    assert_eq!(items, [0, 1, 2, 3]);
    assert_eq!(now(slow.next()), None);
    assert!(slow.is_terminated());
    assert_eq!(now(slow.next()), None);
}

#[test]
fn an_item_that_comes_after_the_gap_does_not_wait() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut slow = receive.throttle(clock.clone(), ms(10));
    send.unbounded_send(1).expect("open");
    assert_eq!(now(slow.next()), Some(1));
    clock.advance(ms(25));
    let counter = Counter::new();
    assert!(next(&mut slow, &counter).is_pending());
    send.unbounded_send(2).expect("open");
    assert_eq!(counter.wakes(), 1, "the stream wakes it");
    assert_eq!(now(slow.next()), Some(2));
}

#[test]
fn a_gap_of_zero_holds_nothing_back_and_the_longest_everything() {
    let all = stream::iter(0..5).throttle(Clock::new(), Duration::ZERO);
    assert_eq!(now(all.count()), 5);
    let clock = Clock::new();
    let mut one = stream::iter(0..5).throttle(clock.clone(), Duration::MAX);
    assert_eq!(now(one.next()), Some(0));
    clock.advance(Duration::from_secs(1 << 30));
    assert!(next(&mut one, &Counter::new()).is_pending());
}

#[test]
fn items_come_after_a_yield_once_the_runtime_has_shut_down() {
    let clock = Clock::new();
    let mut slow = stream::repeat(1).throttle(clock.clone(), ms(10));
    assert_eq!(now(slow.next()), Some(1));
    clock.shut_down();
    for _ in 0..3 {
        let counter = Counter::new();
        assert!(next(&mut slow, &counter).is_pending(), "others have a turn");
        assert_eq!(counter.wakes(), 1);
        assert_eq!(next(&mut slow, &counter), Poll::Ready(Some(1)));
    }
}
