use std::{sync::Arc, task::Poll};

use anyrt_channels::Notify;

use crate::poller::{Polled, Run, panics};

#[test]
fn those_made_before_are_reached_and_no_others() {
    let notify = Notify::new();
    let mut polled = Polled::new(notify.notified());
    assert_eq!(polled.poll(), Poll::Pending);
    let mut made = Polled::new(notify.notified());
    notify.notify_waiters();
    let mut later = Polled::new(notify.notified());
    assert_eq!(polled.wakes(), 1);
    assert_eq!(polled.poll(), Poll::Ready(()));
    assert_eq!(made.poll(), Poll::Ready(()));
    assert_eq!(later.poll(), Poll::Pending);
}

#[test]
fn it_neither_stores_nor_takes_a_permit() {
    let notify = Notify::new();
    notify.notify_waiters();
    assert_eq!(Polled::new(notify.notified()).poll(), Poll::Pending);
    let mut made = Polled::new(notify.notified());
    notify.notify_one();
    notify.notify_waiters();
    assert_eq!(made.poll(), Poll::Ready(()), "by the call for all");
    assert_eq!(
        Polled::new(notify.notified()).poll(),
        Poll::Ready(()),
        "by the permit"
    );
}

#[test]
fn any_number_is_reached_once_each() {
    let notify = Notify::new();
    let mut waiters: Vec<_> = (0..100).map(|_| Polled::new(notify.notified())).collect();
    for waiter in &mut waiters {
        assert_eq!(waiter.poll(), Poll::Pending);
    }
    notify.notify_waiters();
    assert!(waiters.iter().all(|waiter| waiter.wakes() == 1));
}

#[test]
fn what_one_was_told_with_all_is_not_passed_on() {
    let notify = Notify::new();
    let mut first = Polled::new(notify.notified());
    assert_eq!(first.poll(), Poll::Pending);
    notify.notify_waiters();
    drop(first);
    assert_eq!(Polled::new(notify.notified()).poll(), Poll::Pending);
}

#[test]
fn a_waker_that_panics_keeps_none_from_being_woken() {
    let notify = Notify::new();
    let bad = Run::waker(|| panic!("the waker panics"));
    let mut waiters: Vec<_> = (0..100).map(|_| Polled::new(notify.notified())).collect();
    for (at, waiter) in waiters.iter_mut().enumerate() {
        let poll = if at == 7 {
            waiter.poll_with(&bad)
        } else {
            waiter.poll()
        };
        assert_eq!(poll, Poll::Pending);
    }
    assert!(panics(|| notify.notify_waiters()));
    let woken = waiters.iter().filter(|waiter| waiter.wakes() == 1).count();
    assert_eq!(woken, 99);
    assert!(waiters.iter_mut().all(|waiter| waiter.poll().is_ready()));
}

/// While `notify_waiters` is between two batches, a permit goes to those who came later.
#[test]
fn a_permit_given_meanwhile_is_not_for_those_of_the_round() {
    let notify = Arc::new(Notify::new());
    let later = Arc::new(std::sync::Mutex::new(Polled::new(
        notify.clone().notified_owned(),
    )));
    let (other, place) = (notify.clone(), later.clone());
    let waker = Run::waker(move || {
        let mut later = place.lock().expect("no panic");
        *later = Polled::new(other.clone().notified_owned());
        assert_eq!(later.poll(), Poll::Pending);
        other.notify_one();
    });
    let mut waiters: Vec<_> = (0..80)
        .map(|_| Polled::new(notify.clone().notified_owned()))
        .collect();
    for (at, waiter) in waiters.iter_mut().enumerate() {
        let poll = if at == 3 {
            waiter.poll_with(&waker)
        } else {
            waiter.poll()
        };
        assert_eq!(poll, Poll::Pending);
    }
    notify.notify_waiters();
    assert_eq!(later.lock().expect("no panic").wakes(), 1);
    assert!(waiters.iter_mut().all(|waiter| waiter.poll().is_ready()));
    assert_eq!(Polled::new(notify.notified()).poll(), Poll::Pending);
}
