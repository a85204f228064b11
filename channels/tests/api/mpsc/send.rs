use std::{
    sync::Arc,
    task::{Poll, Waker},
};

use anyrt_channels::mpsc::{
    self,
    error::{SendError, TrySendError},
};

use crate::poller::{Polled, Run, panics};

#[test]
fn a_send_is_done_at_once_if_there_is_room() {
    let (tx, mut rx) = mpsc::channel(2);
    assert_eq!(Polled::new(tx.send(1)).poll(), Poll::Ready(Ok(())));
    assert_eq!(tx.try_send(2), Ok(()));
    assert_eq!(tx.try_send(3), Err(TrySendError::Full(3)));
    assert_eq!((rx.len(), tx.capacity(), tx.max_capacity()), (2, 0, 2));
    assert_eq!((rx.try_recv(), rx.try_recv()), (Ok(1), Ok(2)));
}

#[test]
fn a_send_that_waits_is_woken_once_by_its_last_waker() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut send = Polled::new(tx.send(2));
    for _ in 0..3 {
        assert!(send.poll().is_pending());
        assert_eq!(send.clones(), 1);
    }
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!((send.wakes(), send.clones()), (1, 0));
    assert_eq!(tx.capacity(), 0, "it is granted, not offered");
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!(rx.try_recv(), Ok(2));
    assert!(panics(|| assert!(send.poll().is_pending())));
}

#[test]
fn a_waker_that_is_the_same_is_not_cloned_again() {
    let (tx, _rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let waker = Waker::from(Arc::new(Run(|| ())));
    let clone = waker.clone();
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll_with(&waker).is_pending());
    assert!(send.poll_with(&clone).is_pending());
    assert_eq!(send.clones(), 0);
}

#[test]
fn those_that_wait_get_room_in_their_order_and_nobody_overtakes_them() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut sends: Vec<_> = (1..=5).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    for (n, send) in (0..).zip(&mut sends) {
        assert_eq!(rx.try_recv(), Ok(n));
        assert_eq!(tx.try_send(9), Err(TrySendError::Full(9)));
        assert!(tx.try_reserve().is_err());
        assert_eq!(send.poll(), Poll::Ready(Ok(())));
    }
    assert_eq!(rx.try_recv(), Ok(5));
}

#[test]
fn a_send_that_is_dropped_did_not_send_and_leaves_no_trace() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll().is_pending());
    assert!(send.poll_with(Waker::noop()).is_pending());
    assert_eq!(send.clones(), 0);
    drop(send);
    assert_eq!(rx.try_recv(), Ok(1));
    assert!(rx.try_recv().is_err());
    assert_eq!(tx.capacity(), 1);
}

#[test]
fn a_grant_that_is_dropped_goes_to_the_next() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut first = Polled::new(tx.send(2));
    let mut second = Polled::new(tx.send(3));
    assert!(first.poll().is_pending() && second.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!((first.wakes(), second.wakes()), (1, 0));
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert_eq!(second.poll(), Poll::Ready(Ok(())));
    assert_eq!(rx.try_recv(), Ok(3));
}

#[test]
fn cancel_gives_the_message_back_unless_it_was_sent() {
    let (tx, mut rx) = mpsc::channel(1);
    let mut new = Polled::new(tx.send(1));
    assert_eq!(new.pinned().cancel(), Some(1));
    let mut sent = Polled::new(tx.send(2));
    assert!(sent.poll().is_ready());
    assert_eq!(sent.pinned().cancel(), None);
    let mut waiting = Polled::new(tx.send(3));
    assert!(waiting.poll().is_pending());
    assert_eq!(waiting.pinned().cancel(), Some(3));
    let mut granted = Polled::new(tx.send(4));
    assert!(granted.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(2));
    assert_eq!(granted.pinned().cancel(), Some(4));
    assert_eq!(tx.capacity(), 1);
}

#[test]
fn a_send_to_nobody_gives_the_message_back() {
    let (tx, rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut waiting = Polled::new(tx.send(2));
    assert!(waiting.poll().is_pending());
    drop(rx);
    assert_eq!(waiting.wakes(), 1);
    assert_eq!(waiting.poll(), Poll::Ready(Err(SendError(2))));
    assert_eq!(
        Polled::new(tx.send(3)).poll(),
        Poll::Ready(Err(SendError(3)))
    );
    assert_eq!(tx.try_send(4), Err(TrySendError::Closed(4)));
}

#[test]
fn a_waker_may_come_back_to_the_channel() {
    let (tx, mut rx) = mpsc::channel(2);
    assert!(tx.try_send(1).is_ok() && tx.try_send(2).is_ok());
    let other = tx.clone();
    let waker = Run::waker(move || assert!(other.try_send(9).is_err()));
    let mut send = Polled::new(tx.send(3));
    assert!(send.poll_with(&waker).is_pending());
    assert_eq!(rx.try_recv(), Ok(1));
    assert!(send.poll().is_ready());
}

#[test]
fn each_of_many_that_wait_is_polled_twice() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut sends: Vec<_> = (1..=8_000).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    for (n, send) in (0..).zip(&mut sends) {
        assert_eq!(rx.try_recv(), Ok(n));
        assert_eq!(send.wakes(), 1);
        assert!(send.poll().is_ready());
    }
}

#[test]
#[should_panic(expected = "at least 1")]
fn a_capacity_of_nothing_is_refused() {
    drop(mpsc::channel::<u8>(0));
}

#[test]
#[should_panic(expected = "at most")]
fn a_capacity_that_is_too_large_is_refused() {
    drop(mpsc::channel::<u8>((1 << 22) + 1));
}
