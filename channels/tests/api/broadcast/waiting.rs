//! Receives that wait.

use std::{
    future::ready,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    task::{Poll, Waker},
};

use anyrt_channels::broadcast::{self, error::RecvTimeoutError};

use crate::poller::{Count, Polled, Run, panics};

#[test]
fn a_send_wakes_every_receiver_that_waits_once() {
    let (tx, first) = broadcast::channel(4);
    let receivers: Vec<_> = (0..99).map(|_| tx.subscribe()).chain([first]).collect();
    let mut waiting: Vec<_> = receivers
        .into_iter()
        .map(|mut rx| Polled::new(async move { (rx.recv().await, rx) }))
        .collect();
    for recv in &mut waiting {
        assert!(recv.poll().is_pending());
    }
    assert_eq!(tx.send(1), Ok(100));
    assert_eq!(tx.send(2), Ok(100));
    for recv in &mut waiting {
        assert_eq!(recv.wakes(), 1);
        assert!(matches!(recv.poll(), Poll::Ready((Ok(1), _))));
    }
}

#[test]
fn only_the_last_waker_is_woken() {
    let (tx, mut rx) = broadcast::channel(4);
    let mut recv = Polled::new(rx.recv());
    for _ in 0..3 {
        assert!(recv.poll().is_pending());
    }
    assert_eq!(recv.clones(), 1);
    assert!(tx.send(1).is_ok());
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.clones(), 0);
    assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn a_receive_that_is_dropped_leaves_no_waker_and_loses_nothing() {
    let (tx, mut rx) = broadcast::channel(4);
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert!(tx.send(1).is_ok());
    drop(recv);
    assert_eq!(rx.try_recv(), Ok(1));
    let count = Count::new();
    let waker = Waker::from(count.clone());
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll_with(&waker).is_pending());
    drop(recv);
    drop(waker);
    assert_eq!(Arc::strong_count(&count), 1);
}

#[test]
fn the_end_wakes_receivers() {
    let (tx, mut rx) = broadcast::channel::<u8>(4);
    let other = tx.clone();
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    drop(tx);
    assert_eq!(recv.wakes(), 0);
    drop(other);
    assert_eq!(recv.wakes(), 1);
    assert!(matches!(recv.poll(), Poll::Ready(Err(_))));
}

#[test]
fn a_waker_may_use_the_channel() {
    let (tx, mut rx) = broadcast::channel(4);
    let other = tx.clone();
    let waker = Run::waker(move || assert!(other.send(2).is_ok()));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll_with(&waker).is_pending());
    assert!(tx.send(1).is_ok());
    drop(recv);
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn a_waker_that_panics_loses_no_message() {
    let (tx, mut rx) = broadcast::channel(4);
    let waker = Run::waker(|| panic!("as it should"));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll_with(&waker).is_pending());
    assert!(panics(|| assert!(tx.send(1).is_err())));
    drop(recv);
    assert_eq!(rx.try_recv(), Ok(1));
    assert!(catch_unwind(AssertUnwindSafe(|| tx.send(2))).is_ok());
}

#[test]
fn a_timer_ends_a_receive() {
    let (tx, mut rx) = broadcast::channel(1);
    let mut recv = Polled::new(rx.recv_timeout(ready(())));
    assert_eq!(recv.poll(), Poll::Ready(Err(RecvTimeoutError::Timeout)));
    drop(recv);
    assert!(tx.send(1).is_ok());
    assert!(tx.send(2).is_ok());
    let mut recv = Polled::new(rx.recv_timeout(ready(())));
    assert_eq!(recv.poll(), Poll::Ready(Err(RecvTimeoutError::Lagged(1))));
    drop(recv);
    let mut recv = Polled::new(rx.recv_timeout(ready(())));
    assert_eq!(recv.poll(), Poll::Ready(Ok(2)));
}
