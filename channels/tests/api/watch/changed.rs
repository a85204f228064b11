use std::task::Poll;

use anyrt_channels::watch;

use crate::poller::{Polled, Run, panics};

#[test]
fn a_version_that_was_not_seen_is_ready_at_once() {
    let (sender, mut receiver) = watch::channel(0);
    assert!(sender.send(1).is_ok());
    assert!(matches!(
        Polled::new(receiver.changed()).poll(),
        Poll::Ready(Ok(()))
    ));
    assert!(
        Polled::new(receiver.changed()).poll().is_pending(),
        "it was seen"
    );
}

#[test]
fn a_change_wakes_the_last_waker_once() {
    let (sender, mut receiver) = watch::channel(0);
    let mut changed = Polled::new(receiver.changed());
    for _ in 0..3 {
        assert!(changed.poll().is_pending());
        assert_eq!(changed.clones(), 1);
    }
    assert!(sender.send(1).is_ok());
    assert!(sender.send(2).is_ok());
    assert_eq!(changed.wakes(), 1);
    assert!(matches!(changed.poll(), Poll::Ready(Ok(()))));
}

#[test]
fn a_change_that_is_none_wakes_nobody_and_loses_no_waiter() {
    let (sender, mut receiver) = watch::channel(0);
    let mut changed = Polled::new(receiver.changed());
    assert!(changed.poll().is_pending());
    assert!(!sender.send_if_modified(|_| false));
    assert!(panics(
        || sender.send_modify(|_| panic!("the closure panics"))
    ));
    assert_eq!(changed.wakes(), 0);
    sender.send_replace(1);
    assert_eq!(changed.wakes(), 1);
}

#[test]
fn the_end_of_the_senders_wakes_once_and_comes_after_the_last_version() {
    let (sender, mut receiver) = watch::channel(0);
    let mut changed = Polled::new(receiver.changed());
    assert!(changed.poll().is_pending());
    let other = sender.clone();
    drop(sender);
    assert_eq!(changed.wakes(), 0);
    drop(other);
    assert_eq!(changed.wakes(), 1);
    assert!(matches!(changed.poll(), Poll::Ready(Err(_))));
    drop(changed);
    receiver.mark_changed();
    assert!(receiver.has_changed().is_err() && receiver.is_closed());
    assert!(matches!(
        Polled::new(receiver.changed()).poll(),
        Poll::Ready(Ok(()))
    ));
}

#[test]
fn one_dropped_while_pending_has_seen_nothing() {
    let (sender, mut receiver) = watch::channel(0);
    let mut changed = Polled::new(receiver.changed());
    assert!(changed.poll().is_pending());
    assert!(sender.send(1).is_ok());
    drop(changed);
    assert!(receiver.has_changed().is_ok_and(|has_changed| has_changed));
}

#[test]
fn a_waker_that_panics_keeps_none_from_being_woken() {
    let (sender, receiver) = watch::channel(0);
    let bad = Run::waker(|| panic!("the waker panics"));
    let mut receivers = vec![receiver; 100];
    let mut waiters: Vec<_> = receivers
        .iter_mut()
        .map(|receiver| Polled::new(receiver.changed()))
        .collect();
    for (at, waiter) in waiters.iter_mut().enumerate() {
        let poll = if at == 7 {
            waiter.poll_with(&bad)
        } else {
            waiter.poll()
        };
        assert!(poll.is_pending());
    }
    assert!(panics(|| assert!(sender.send(1).is_ok())));
    assert_eq!(
        waiters.iter().filter(|waiter| waiter.wakes() == 1).count(),
        99
    );
    assert!(waiters.iter_mut().all(|waiter| waiter.poll().is_ready()));
}

/// A waker may come back to the channel that calls it, which holds no lock then.
#[test]
fn a_waker_may_send() {
    let (sender, mut receiver) = watch::channel(0);
    let other = sender.clone();
    let mut reader = receiver.clone();
    let mut changed = Polled::new(reader.changed());
    let waker = Run::waker(move || {
        if *other.borrow() < 2 {
            other.send_replace(2);
        }
    });
    assert!(changed.poll_with(&waker).is_pending());
    assert!(sender.send(1).is_ok());
    assert_eq!(*receiver.borrow_and_update(), 2);
}

#[test]
fn a_poll_while_the_value_is_modified_does_not_block() {
    let (sender, mut receiver) = watch::channel(0);
    let mut changed = Polled::new(receiver.changed());
    sender.send_modify(|value| {
        assert!(changed.poll().is_pending());
        assert_eq!(changed.wakes(), 1, "it asks to be polled again");
        *value = 1;
    });
    assert!(changed.poll().is_ready());
}
