use std::task::Poll;

use anyrt_channels::mpsc::{self, error::SendError};

use crate::poller::Polled;

#[test]
fn what_was_sent_before_the_close_is_received() {
    let (tx, mut rx) = mpsc::channel(2);
    assert!(tx.try_send(1).is_ok());
    rx.close();
    assert!(tx.is_closed() && rx.is_closed());
    assert_eq!(
        Polled::new(tx.send(2)).poll(),
        Poll::Ready(Err(SendError(2)))
    );
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Some(1)));
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(None));
}

#[test]
fn permits_outlive_the_close_and_the_end_waits_for_them() {
    let (tx, mut rx) = mpsc::channel(2);
    let used = tx.try_reserve().expect("there is room");
    let dropped = tx.try_reserve();
    rx.close();
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    used.send(1);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Some(1)));
    assert!(recv.poll().is_pending());
    drop(dropped);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(None));
}

#[test]
fn what_was_granted_before_the_close_is_sent() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut granted = Polled::new(tx.send(2));
    let mut waiting = Polled::new(tx.send(3));
    assert!(granted.poll().is_pending() && waiting.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(1));
    rx.close();
    assert_eq!((granted.wakes(), waiting.wakes()), (1, 1));
    assert_eq!(waiting.poll(), Poll::Ready(Err(SendError(3))));
    assert_eq!(granted.poll(), Poll::Ready(Ok(())));
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Some(2)));
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(None));
}

#[test]
fn closed_waits_for_the_close_with_its_last_waker() {
    let (tx, mut rx) = mpsc::channel::<u8>(1);
    let mut closed = Polled::new(tx.closed());
    let mut dropped = Polled::new(tx.closed());
    for _ in 0..3 {
        assert!(closed.poll().is_pending());
        assert_eq!(closed.clones(), 1);
    }
    assert!(dropped.poll().is_pending());
    drop(dropped);
    rx.close();
    rx.close();
    assert_eq!(closed.wakes(), 1);
    assert!(closed.poll().is_ready());
    assert!(Polled::new(tx.closed()).poll().is_ready());
}

#[test]
fn a_receiver_that_is_dropped_drops_what_is_there() {
    let message = std::sync::Arc::new(());
    let (tx, rx) = mpsc::channel(2);
    assert!(tx.try_send(message.clone()).is_ok());
    let permit = tx.try_reserve().expect("there is room");
    drop(rx);
    assert_eq!(std::sync::Arc::strong_count(&message), 1);
    permit.send(message.clone());
    drop(tx);
    assert_eq!(std::sync::Arc::strong_count(&message), 1);
}
