use std::task::Poll;

use anyrt_channels::mpmc::{self, SendError, TrySendError};

use crate::poller::Polled;

#[test]
fn a_send_waits_for_room_and_is_woken_once() {
    let (tx, rx) = mpmc::bounded(1);
    assert_eq!(Polled::new(tx.send(1)).poll(), Poll::Ready(Ok(())));
    assert!(tx.is_full());
    let mut send = Polled::new(tx.send(2));
    for _ in 0..3 {
        assert!(send.poll().is_pending());
        assert_eq!(send.clones(), 1);
    }
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!((send.wakes(), send.clones()), (1, 0));
    assert_eq!(tx.try_send(3), Err(TrySendError::Full(3)), "it is granted");
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn a_grant_that_is_dropped_goes_to_the_next() {
    let (tx, rx) = mpmc::bounded(1);
    assert_eq!(tx.try_send(0), Ok(()));
    let mut sends = [1, 2, 3].map(|n| Polled::new(tx.send(n)));
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    assert_eq!(rx.try_recv(), Ok(0));
    let [first, mut second, third] = sends;
    assert_eq!((first.wakes(), second.wakes()), (1, 0));
    drop(first);
    assert_eq!((second.wakes(), third.wakes()), (1, 0));
    assert_eq!(second.pinned().cancel(), Some(2));
    assert_eq!(third.wakes(), 1);
    drop(third);
    assert_eq!(tx.try_send(9), Ok(()));
}

#[test]
fn an_unbounded_send_never_waits() {
    let (tx, rx) = mpmc::unbounded();
    for n in 0..1_000 {
        assert_eq!(Polled::new(tx.send(n)).poll(), Poll::Ready(Ok(())));
    }
    assert_eq!(
        (rx.len(), rx.capacity(), rx.is_full()),
        (1_000, None, false)
    );
    drop(rx);
    assert_eq!(
        Polled::new(tx.send(7)).poll(),
        Poll::Ready(Err(SendError(7)))
    );
}

#[test]
fn the_last_receiver_closes_and_drops_what_is_there() {
    for (tx, rx) in [mpmc::bounded(2), mpmc::unbounded()] {
        let message = std::sync::Arc::new(());
        let other = rx.clone();
        assert!(tx.try_send(message.clone()).is_ok());
        drop(rx);
        assert!(!tx.is_closed());
        drop(other);
        assert!(tx.is_closed());
        assert_eq!(std::sync::Arc::strong_count(&message), 1);
        assert!(matches!(tx.try_send(message), Err(TrySendError::Closed(_))));
    }
}

#[test]
fn each_of_many_that_wait_is_polled_twice() {
    let (tx, rx) = mpmc::bounded(1);
    assert_eq!(tx.try_send(0), Ok(()));
    let mut sends: Vec<_> = (1..=1_000).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    for (n, send) in (0..).zip(&mut sends) {
        assert_eq!(rx.try_recv(), Ok(n));
        assert_eq!(send.wakes(), 1);
        assert!(send.poll().is_ready());
    }
}
