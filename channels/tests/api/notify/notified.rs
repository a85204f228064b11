use std::{
    sync::Arc,
    task::{Poll, Waker},
};

use anyrt_channels::Notify;

use crate::poller::{Polled, Run, panics};

#[test]
fn a_permit_is_taken_at_once_and_there_is_one_at_most() {
    let notify = Notify::new();
    notify.notify_one();
    notify.notify_last();
    assert_eq!(Polled::new(notify.notified()).poll(), Poll::Ready(()));
    assert_eq!(Polled::new(notify.notified()).poll(), Poll::Pending);
}

#[test]
fn a_waiter_is_woken_once_by_its_last_waker() {
    let notify = Notify::new();
    let mut notified = Polled::new(notify.notified());
    for _ in 0..3 {
        assert_eq!(notified.poll(), Poll::Pending);
        assert_eq!(notified.clones(), 1);
    }
    notify.notify_one();
    notify.notify_one();
    assert_eq!(notified.wakes(), 1);
    for _ in 0..2 {
        assert_eq!(notified.poll(), Poll::Ready(()), "it stays ready");
    }
    assert_eq!(
        Polled::new(notify.notified()).poll(),
        Poll::Ready(()),
        "the second permit is stored"
    );
}

#[test]
fn the_first_and_the_last_are_found() {
    let notify = Arc::new(Notify::new());
    let mut waiters: Vec<_> = (0..3)
        .map(|_| Polled::new(notify.clone().notified_owned()))
        .collect();
    for waiter in &mut waiters {
        assert_eq!(waiter.poll(), Poll::Pending);
    }
    notify.notify_last();
    notify.notify_one();
    let wakes: Vec<_> = waiters.iter().map(Polled::wakes).collect();
    assert_eq!(wakes, [1, 0, 1]);
}

#[test]
fn one_that_was_not_polled_is_not_in_the_queue() {
    let notify = Notify::new();
    let mut early = Polled::new(notify.notified());
    notify.notify_one();
    assert_eq!(Polled::new(notify.notified()).poll(), Poll::Ready(()));
    assert_eq!(early.poll(), Poll::Pending);
}

#[test]
fn enable_takes_a_place_and_a_poll_gives_it_a_waker() {
    let notify = Notify::new();
    let mut notified = Polled::new(notify.notified());
    assert!(!notified.pinned().enable());
    assert_eq!(notified.poll(), Poll::Pending);
    assert!(!notified.pinned().enable());
    notify.notify_one();
    assert_eq!(notified.wakes(), 1);
    assert!(notified.pinned().enable());
    assert_eq!(notified.poll(), Poll::Ready(()));
}

#[test]
fn what_a_dropped_one_was_given_goes_to_the_next() {
    let notify = Notify::new();
    let mut waiters: Vec<_> = (0..4).map(|_| Polled::new(notify.notified())).collect();
    for waiter in &mut waiters {
        assert_eq!(waiter.poll(), Poll::Pending);
    }
    notify.notify_one();
    drop(waiters.remove(0));
    let wakes = |waiters: &[Polled<_>]| waiters.iter().map(Polled::wakes).collect::<Vec<_>>();
    assert_eq!(wakes(&waiters), [1, 0, 0]);
    notify.notify_last();
    drop(waiters.pop());
    assert_eq!(wakes(&waiters), [1, 1]);
    drop(waiters);
    assert_eq!(
        Polled::new(notify.notified()).poll(),
        Poll::Ready(()),
        "the last one leaves a permit"
    );
    assert_eq!(
        Polled::new(notify.notified()).poll(),
        Poll::Pending,
        "and there is one at most"
    );
}

#[test]
fn one_dropped_while_pending_leaves_no_trace() {
    let notify = Notify::new();
    let mut notified = Polled::new(notify.notified());
    assert_eq!(notified.poll(), Poll::Pending);
    assert_eq!(notified.poll_with(Waker::noop()), Poll::Pending);
    assert_eq!(notified.clones(), 0);
    drop(notified);
    assert!(format!("{notify:?}").contains("has_waiters: false"));
}

#[test]
fn a_waker_that_panics_costs_no_notification() {
    let notify = Notify::new();
    let mut notified = Polled::new(notify.notified());
    let waker = Run::waker(|| panic!("the waker panics"));
    assert_eq!(notified.poll_with(&waker), Poll::Pending);
    assert!(panics(|| notify.notify_one()));
    assert_eq!(notified.poll(), Poll::Ready(()));
}

/// A waker may come back to the one that calls it, which holds no lock then.
#[test]
fn a_waker_may_notify() {
    let notify = Arc::new(Notify::new());
    let mut first = Polled::new(notify.clone().notified_owned());
    let mut second = Polled::new(notify.clone().notified_owned());
    let other = notify.clone();
    let waker = Run::waker(move || other.notify_one());
    assert_eq!(first.poll_with(&waker), Poll::Pending);
    assert_eq!(second.poll(), Poll::Pending);
    notify.notify_one();
    assert_eq!(second.wakes(), 1);
}

#[test]
fn it_is_made_in_a_constant() {
    static NOTIFY: Notify = Notify::const_new();
    NOTIFY.notify_one();
    assert_eq!(Polled::new(NOTIFY.notified()).poll(), Poll::Ready(()));
}
