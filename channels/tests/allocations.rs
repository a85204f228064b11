//! What allocates, and what does not.

#![cfg(not(loom))]

mod raw;

use std::{
    pin::pin,
    task::{Context, Waker},
};

use anyrt_channels::{Notify, Semaphore, mpmc, mpsc, oneshot, spsc, watch};
use raw::{allocations, bytes};

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

#[test]
fn waiting_on_bounded_channels_allocates_nothing() {
    let (mut tx, mut rx) = spsc::channel(2);
    let made = count(|| {
        wait(rx.recv(), || assert!(tx.try_send(1).is_ok()));
        assert!(tx.try_send(2).is_ok() && tx.try_send(3).is_ok());
        wait(tx.send(4), || assert!(rx.try_recv().is_ok()));
    });
    assert_eq!(made, 0);
    let (tx, mut rx) = mpsc::channel(2);
    let made = count(|| {
        wait(rx.recv(), || assert!(tx.try_send(1).is_ok()));
        assert!(tx.try_send(2).is_ok() && tx.try_send(3).is_ok());
        wait(tx.send(4), || assert!(rx.try_recv().is_ok()));
        wait(tx.reserve(), || assert!(rx.try_recv().is_ok()));
        wait(tx.reserve_many(2), || {
            assert!(rx.try_recv().is_ok() && rx.try_recv().is_err());
        });
        wait(tx.closed(), || rx.close());
    });
    assert_eq!(made, 0);
}

#[test]
fn waiting_on_unbounded_channels_allocates_their_first_block_only() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    assert!(tx.send(0).is_ok());
    assert!(rx.try_recv().is_ok());
    let made = count(|| {
        for n in 0..10 {
            wait(rx.recv(), || assert!(tx.send(n).is_ok()));
        }
        wait(tx.closed(), || rx.close());
    });
    assert_eq!(made, 0);
}

#[test]
fn waiting_among_many_receivers_allocates_nothing() {
    for (tx, rx) in [mpmc::bounded(0), mpmc::bounded(1), mpmc::unbounded()] {
        if tx.capacity() != Some(0) {
            assert!(tx.try_send(0).is_ok());
            assert!(rx.try_recv().is_ok());
        }
        let made = count(|| {
            wait(rx.recv(), || assert!(tx.try_send(1).is_ok()));
            if tx.capacity() == Some(1) {
                assert!(tx.try_send(2).is_ok());
                wait(tx.send(3), || assert!(rx.try_recv().is_ok()));
                assert!(rx.try_recv().is_ok());
            }
            if tx.capacity() == Some(0) {
                let mut recv = pin!(rx.recv());
                let mut cx = Context::from_waker(Waker::noop());
                wait(tx.send(3), || {
                    assert!(recv.as_mut().poll(&mut cx).is_pending());
                });
                assert!(recv.poll(&mut cx).is_ready());
            }
            wait(tx.closed(), || assert!(rx.close()));
        });
        assert_eq!(made, 0);
    }
}

#[test]
fn after_a_burst_one_block_is_kept_beside_the_one_in_use() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let before = bytes();
    assert!(tx.send(0).is_ok());
    let block = bytes() - before;
    for n in 1..100_000 {
        assert!(tx.send(n).is_ok());
    }
    assert!(bytes() > before + 1_000 * block);
    for _ in 0..99_999 {
        assert!(rx.try_recv().is_ok());
    }
    assert!(bytes() <= before + 2 * block);
    assert_eq!(rx.len(), 1);
}

#[test]
fn sends_that_come_after_the_close_keep_no_memory() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let before = bytes();
    assert!(tx.send(0).is_ok());
    let block = bytes() - before;
    for n in 1..10_000 {
        assert!(tx.send(n).is_ok());
    }
    rx.close();
    for n in 0..100_000 {
        assert!(tx.send(n).is_err());
    }
    for _ in 0..9_999 {
        assert!(rx.try_recv().is_ok());
    }
    assert!(bytes() <= before + 2 * block);
}

#[test]
fn many_receivers_keep_one_block_beside_the_one_in_use() {
    let (tx, rx) = mpmc::unbounded();
    let before = bytes();
    assert!(tx.try_send(0).is_ok());
    let block = bytes() - before;
    for n in 1..10_000 {
        assert!(tx.try_send(n).is_ok());
    }
    for _ in 0..9_990 {
        assert!(rx.try_recv().is_ok());
    }
    assert!(bytes() <= before + 2 * block);
}
