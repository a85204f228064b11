use std::task::Poll;

use anyrt_channels::mpsc::error::{SendError, TrySendError};

use super::mpsc;
use crate::poller::Polled;

#[test]
fn a_permit_holds_room_until_it_is_used_or_dropped() {
    let (tx, mut rx) = mpsc::channel(2);
    let used = tx.try_reserve().expect("there is room");
    let dropped = tx.try_reserve().expect("there is room");
    assert_eq!((tx.capacity(), rx.len()), (0, 0));
    assert_eq!(tx.try_send(1), Err(TrySendError::Full(1)));
    drop(dropped);
    assert_eq!(tx.capacity(), 1);
    used.send(2);
    assert_eq!((tx.capacity(), rx.len()), (1, 1));
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn reserve_waits_and_is_woken_once() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut reserve = Polled::new(tx.reserve());
    assert!(reserve.poll().is_pending() && reserve.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(reserve.wakes(), 1);
    let Poll::Ready(Ok(permit)) = reserve.poll() else {
        panic!("there is room");
    };
    permit.send(2);
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn a_permit_that_is_dropped_goes_to_who_waits() {
    let (tx, _rx) = mpsc::channel(1);
    let permit = tx.try_reserve();
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    drop(permit);
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
}

#[test]
fn reserve_many_takes_room_as_it_comes_and_is_woken_for_the_last() {
    let (tx, mut rx) = mpsc::channel(3);
    for n in 0..2 {
        assert!(tx.try_send(n).is_ok());
    }
    let mut many = Polled::new(tx.reserve_many(3));
    assert!(many.poll().is_pending());
    assert_eq!(tx.capacity(), 0, "the free place is taken");
    assert_eq!(rx.try_recv(), Ok(0));
    assert_eq!((many.wakes(), tx.capacity()), (0, 0));
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(many.wakes(), 1);
    let Poll::Ready(Ok(mut permits)) = many.poll() else {
        panic!("there is room");
    };
    assert_eq!(permits.len(), 3);
    let first = permits.next();
    drop(permits);
    assert_eq!(tx.capacity(), 2, "what was not taken is given back");
    drop(first);
    assert_eq!(tx.capacity(), 3);
}

#[test]
fn what_a_dropped_request_had_got_goes_to_the_next() {
    let (tx, mut rx) = mpsc::channel(2);
    assert!(tx.try_send(0).is_ok() && tx.try_send(1).is_ok());
    let mut many = Polled::new(tx.reserve_many(2));
    let mut send = Polled::new(tx.send(2));
    assert!(many.poll().is_pending() && send.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(0));
    assert_eq!((many.wakes(), send.wakes()), (0, 0));
    drop(many);
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
}

#[test]
fn more_than_the_capacity_is_refused() {
    let (tx, rx) = mpsc::channel::<u8>(2);
    let mut many = Polled::new(tx.reserve_many(3));
    assert!(matches!(many.poll(), Poll::Ready(Err(SendError(())))));
    assert!(tx.try_reserve_many(3).is_err());
    let mut none = Polled::new(tx.reserve_many(0));
    assert!(matches!(none.poll(), Poll::Ready(Ok(permits)) if permits.len() == 0));
    drop(rx);
    let mut closed = Polled::new(tx.reserve_many(0));
    assert!(matches!(closed.poll(), Poll::Ready(Err(SendError(())))));
}

#[test]
fn an_owned_permit_gives_the_sender_back() {
    let (tx, mut rx) = mpsc::channel(1);
    let permit = tx.try_reserve_owned().expect("there is room");
    let tx = permit.send(1);
    let tx = match tx.try_reserve_owned() {
        Err(TrySendError::Full(tx)) => tx,
        other => panic!("{other:?}"),
    };
    let mut waiting = Polled::new(tx.clone().reserve_owned());
    assert!(waiting.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(1));
    let Poll::Ready(Ok(permit)) = waiting.poll() else {
        panic!("there is room");
    };
    assert!(permit.same_channel_as_sender(&tx));
    drop(permit.release());
    assert_eq!((tx.capacity(), tx.strong_count()), (1, 1));
}

#[test]
fn a_reservation_that_is_refused_or_dropped_drops_its_sender() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut dropped = Polled::new(tx.clone().reserve_owned());
    let mut refused = Polled::new(tx.clone().reserve_owned());
    assert!(dropped.poll().is_pending() && refused.poll().is_pending());
    assert_eq!(tx.strong_count(), 3);
    drop(dropped);
    assert_eq!(tx.strong_count(), 2);
    rx.close();
    assert_eq!(refused.wakes(), 1);
    assert!(matches!(refused.poll(), Poll::Ready(Err(SendError(())))));
    assert_eq!(tx.strong_count(), 1);
}
