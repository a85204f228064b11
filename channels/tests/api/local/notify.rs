//! The signal without a value.

use std::task::Poll;

use anyrt_channels::local::{Notified, Notify};
use futures_util::FutureExt as _;

use crate::{poller::Polled, traits::assert_none};

assert_none!(Notify; Sync);
assert_none!(Notified<'static>; Send Sync);

#[test]
fn one_is_notified_in_their_order_by_its_last_waker() {
    let notify = Notify::new();
    let mut waiting = [
        Polled::new(notify.notified()),
        Polled::new(notify.notified()),
    ];
    for notified in &mut waiting {
        assert!(notified.poll().is_pending());
        assert!(notified.poll().is_pending());
        assert_eq!(notified.clones(), 1);
    }
    notify.notify_one();
    assert_eq!((waiting[0].wakes(), waiting[1].wakes()), (1, 0));
    assert_eq!(waiting[0].poll(), Poll::Ready(()));
    assert_eq!(waiting[0].poll(), Poll::Ready(()));
    assert!(waiting[1].poll().is_pending());
}

#[test]
fn one_notification_is_kept() {
    let notify = Notify::new();
    notify.notify_one();
    notify.notify_one();
    assert!(notify.notified().now_or_never().is_some());
    assert!(notify.notified().now_or_never().is_none());
}

#[test]
fn a_notification_that_is_dropped_is_passed_on() {
    let notify = Notify::new();
    let mut first = Polled::new(notify.notified());
    let mut second = Polled::new(notify.notified());
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    notify.notify_one();
    drop(first);
    assert_eq!(second.wakes(), 1);
    drop(second);
    assert!(notify.notified().now_or_never().is_some());
}

#[test]
fn all_are_notified_polled_or_not_and_none_that_comes_later() {
    let notify = Notify::new();
    let unpolled = notify.notified();
    let mut waiting: Vec<_> = (0..99).map(|_| Polled::new(notify.notified())).collect();
    for notified in &mut waiting {
        assert!(notified.poll().is_pending());
    }
    notify.notify_waiters();
    for notified in &mut waiting {
        assert_eq!(notified.wakes(), 1);
        assert_eq!(notified.poll(), Poll::Ready(()));
    }
    assert!(unpolled.now_or_never().is_some());
    assert!(notify.notified().now_or_never().is_none());
}

#[test]
fn one_that_all_reached_passes_nothing_on() {
    let notify = Notify::new();
    let mut notified = Polled::new(notify.notified());
    assert!(notified.poll().is_pending());
    notify.notify_waiters();
    drop(notified);
    assert!(notify.notified().now_or_never().is_none());
}
