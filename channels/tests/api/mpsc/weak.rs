use std::task::Poll;

use anyrt_channels::mpsc;

use crate::poller::Polled;

#[test]
fn a_weak_sender_keeps_nothing_open() {
    let (tx, mut rx) = mpsc::channel::<u8>(1);
    let weak = tx.downgrade();
    assert_eq!((weak.strong_count(), weak.weak_count()), (1, 1));
    let strong = weak.upgrade();
    assert!(strong.is_some());
    assert_eq!(rx.sender_strong_count(), 2);
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    drop(tx);
    assert_eq!(recv.wakes(), 0);
    drop(strong);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(None));
    assert!(weak.upgrade().is_none());
}

#[test]
fn a_weak_unbounded_sender_keeps_nothing_open() {
    let (tx, mut rx) = mpsc::unbounded_channel::<u8>();
    let weak = tx.downgrade();
    drop(weak.clone());
    assert_eq!((weak.strong_count(), weak.weak_count()), (1, 1));
    assert!(
        weak.upgrade()
            .is_some_and(|strong| strong.same_channel(&tx))
    );
    drop(tx);
    assert!(weak.upgrade().is_none());
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(None));
}
