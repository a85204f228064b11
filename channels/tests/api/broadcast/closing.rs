//! The end of either side.

use std::task::Poll;

use anyrt_channels::broadcast::{self, error::TryRecvError};

use crate::poller::Polled;

#[test]
fn what_was_sent_is_received_after_the_last_sender_is_gone() {
    let (tx, mut rx) = broadcast::channel(4);
    assert!(tx.send(1).is_ok());
    drop(tx);
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
}

#[test]
fn closed_waits_for_the_last_receiver_to_go() {
    let (tx, rx) = broadcast::channel::<u8>(4);
    let other = tx.subscribe();
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    drop(rx);
    assert_eq!(closed.wakes(), 0);
    assert!(closed.poll().is_pending());
    drop(other);
    assert_eq!(closed.wakes(), 1);
    assert_eq!(closed.poll(), Poll::Ready(()));
}

#[test]
fn closed_that_is_dropped_leaves_no_waker() {
    let (tx, rx) = broadcast::channel::<u8>(4);
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    drop(closed);
    drop(rx);
}

#[test]
fn senders_that_wait_are_turned_away_by_the_last_receiver() {
    let (tx, rx) = broadcast::lossless_channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut sends: Vec<_> = (1..100).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    drop(rx);
    for (send, n) in sends.iter_mut().zip(1..) {
        assert_eq!(send.wakes(), 1);
        assert!(matches!(send.poll(), Poll::Ready(Err(error)) if error.0 == n));
    }
    assert_eq!(closed.wakes(), 1);
    assert!(tx.is_empty());
}

#[test]
fn a_channel_without_receivers_may_get_one_again() {
    let (tx, rx) = broadcast::lossless_channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    drop(rx);
    let mut rx = tx.subscribe();
    assert!(matches!(send.poll(), Poll::Ready(Err(_))));
    assert_eq!(tx.try_send(2), Ok(1));
    assert_eq!(rx.try_recv(), Ok(2));
}
