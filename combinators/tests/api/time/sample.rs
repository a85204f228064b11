use std::{task::Poll, time::Duration};

use anyrt_combinators::{
    futures_util::{StreamExt, stream, stream::FusedStream},
    time::StreamTimeExt,
};
use futures_channel::mpsc;

use crate::by_hand::{Clock, Counter, ms, next, now};

#[test]
fn the_last_item_of_each_period_is_given_at_its_end() {
    let clock = Clock::new();
    let counter = Counter::new();
    let (send, receive) = mpsc::unbounded();
    let mut sample = receive.sample(clock.clone(), ms(10));
    clock.advance(ms(3));
    send.unbounded_send(1).expect("open");
    send.unbounded_send(2).expect("open");
    assert!(next(&mut sample, &counter).is_pending());
    clock.advance(ms(6));
    assert!(next(&mut sample, &counter).is_pending());
    clock.advance(ms(1));
    assert_eq!(next(&mut sample, &counter), Poll::Ready(Some(2)));
}

#[test]
fn periods_without_items_give_nothing_and_keep_the_schedule() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut sample = receive.sample(clock.clone(), ms(10));
    assert!(next(&mut sample, &Counter::new()).is_pending());
    assert_eq!(clock.waiting(), 0, "no wake-up while nothing is held");
    clock.advance(ms(34));
    send.unbounded_send(1).expect("open");
    assert!(next(&mut sample, &Counter::new()).is_pending());
    clock.advance(ms(5));
    assert!(next(&mut sample, &Counter::new()).is_pending());
    clock.advance(ms(1));
    assert_eq!(now(sample.next()), Some(1), "at 40");
}

#[test]
fn an_item_at_the_very_end_of_a_period_belongs_to_the_next() {
    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut sample = receive.sample(clock.clone(), ms(10));
    clock.advance(ms(10));
    send.unbounded_send(1).expect("open");
    assert!(next(&mut sample, &Counter::new()).is_pending());
    clock.advance(ms(10));
    assert_eq!(now(sample.next()), Some(1));
}

#[test]
fn what_is_held_at_the_end_is_given_at_once() {
    let mut sample = stream::iter([1, 2]).sample(Clock::new(), ms(10));
    assert_eq!(now(sample.next()), Some(2));
    assert_eq!(now(sample.next()), None);
    assert!(sample.is_terminated());
}

#[test]
fn a_stream_that_is_always_ready_is_sampled_all_the_same() {
    let clock = Clock::new();
    let counter = Counter::new();
    let mut sample = stream::iter(0_u64..).sample(clock.clone(), ms(10));
    assert!(next(&mut sample, &counter).is_pending());
    assert_eq!(counter.wakes(), 1, "it yields");
    clock.advance(ms(10));
    assert_eq!(next(&mut sample, &counter), Poll::Ready(Some(255)));
}

#[test]
fn a_period_of_zero_gives_the_last_of_what_is_there_and_the_longest_nothing() {
    let (send, receive) = mpsc::unbounded();
    let mut sample = receive.sample(Clock::new(), Duration::ZERO);
    for item in 1..=3 {
        send.unbounded_send(item).expect("open");
    }
    assert_eq!(now(sample.next()), Some(3));

    let clock = Clock::new();
    let (send, receive) = mpsc::unbounded();
    let mut sample = receive.sample(clock.clone(), Duration::MAX);
    send.unbounded_send(1).expect("open");
    clock.advance(Duration::from_secs(1 << 30));
    assert!(next(&mut sample, &Counter::new()).is_pending());
    drop(send);
    assert_eq!(now(sample.next()), Some(1));
}

#[test]
fn each_item_comes_after_a_yield_once_the_runtime_has_shut_down() {
    let clock = Clock::new();
    let items = stream::iter([1]).chain(stream::pending());
    let mut sample = items.sample(clock.clone(), ms(10));
    clock.shut_down();
    let counter = Counter::new();
    assert!(
        next(&mut sample, &counter).is_pending(),
        "others have a turn"
    );
    assert_eq!(counter.wakes(), 1);
    assert_eq!(next(&mut sample, &counter), Poll::Ready(Some(1)));
}

#[test]
fn dropping_it_while_it_holds_an_item_leaves_no_sleep_and_no_waker() {
    let (clock, counter) = (Clock::new(), Counter::new());
    let (send, receive) = mpsc::unbounded();
    let mut sample = receive.sample(clock.clone(), ms(10));
    send.unbounded_send(1).expect("open");
    assert!(next(&mut sample, &counter).is_pending());
    assert_eq!(clock.waiting(), 1);
    drop((sample, send));
    assert_eq!((clock.waiting(), counter.kept()), (0, 0));
}
