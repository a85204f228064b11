//! What allocates, and what does not.

#![cfg(not(loom))]

mod raw;

use std::{
    pin::pin,
    task::{Context, Waker},
};

use anyrt_channels::{Notify, Semaphore, oneshot, watch};
use raw::allocations;

fn count(code: impl FnOnce()) -> u64 {
    let before = allocations();
    code();
    allocations() - before
}

/// Polls a future that is pending, lets `wake` do what it waits for, and polls it again.
fn wait<F: Future>(future: F, wake: impl FnOnce()) {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut cx).is_pending());
    wake();
    assert!(future.poll(&mut cx).is_ready());
}

#[test]
fn a_oneshot_channel_is_one_allocation() {
    let made = count(|| {
        let (mut sender, mut receiver) = oneshot::channel();
        let polled = sender.poll_closed(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending());
        wait(&mut receiver, || assert_eq!(sender.send(1), Ok(())));
    });
    assert_eq!(made, 1);
}

#[test]
fn a_slot_allocates_for_its_first_round_only() {
    let mut slot = oneshot::Slot::new();
    let mut round = || {
        let (sender, receiver) = slot.pair();
        wait(receiver, || assert_eq!(sender.send(1), Ok(())));
    };
    assert_eq!(count(&mut round), 1);
    assert_eq!(count(|| (0..10).for_each(|_| round())), 0);
}

#[test]
fn waiting_for_a_notification_allocates_nothing() {
    let notify = Notify::new();
    let made = count(|| {
        wait(notify.notified(), || notify.notify_one());
        wait(notify.notified(), || notify.notify_last());
        wait(notify.notified(), || notify.notify_waiters());
    });
    assert_eq!(made, 0);
}

#[test]
fn waiting_for_permits_allocates_nothing() {
    let semaphore = Semaphore::new(0);
    let made = count(|| {
        wait(semaphore.acquire(), || semaphore.add_permits(1));
        wait(semaphore.acquire_many(2), || semaphore.add_permits(2));
        wait(semaphore.acquire_many(9), || semaphore.close());
    });
    assert_eq!(made, 0);
}

#[test]
fn watching_allocates_nothing() {
    let (sender, mut receiver) = watch::channel(0);
    let made = count(|| {
        wait(receiver.changed(), || assert!(sender.send(1).is_ok()));
        wait(receiver.wait_for(|value| *value == 2), || {
            assert!(sender.send(2).is_ok());
        });
        drop((receiver.borrow(), sender.borrow()));
        wait(sender.closed(), || drop(receiver));
    });
    assert_eq!(made, 0);
}

#[test]
fn blocking_allocates_once_a_thread() {
    let semaphore = Semaphore::new(2);
    assert!(semaphore.blocking_acquire().is_ok());
    assert_eq!(count(|| assert!(semaphore.blocking_acquire().is_ok())), 0);
}
