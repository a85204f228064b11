use std::{
    sync::Arc,
    task::{Poll, Waker},
    thread,
};

use anyrt_channels::{Semaphore, TryAcquireError};

use crate::poller::{Polled, Run, panics};

#[test]
fn what_is_there_is_taken_at_once() {
    let semaphore = Semaphore::new(3);
    let Poll::Ready(Ok(permit)) = Polled::new(semaphore.acquire_many(2)).poll() else {
        panic!("there are enough");
    };
    assert_eq!(semaphore.available_permits(), 1);
    drop(permit);
    assert_eq!(semaphore.available_permits(), 3);
    assert!(Polled::new(semaphore.acquire_many(0)).poll().is_ready());
}

#[test]
fn a_waiter_is_woken_once_by_its_last_waker() {
    let semaphore = Semaphore::new(0);
    let mut acquire = Polled::new(semaphore.acquire());
    for _ in 0..3 {
        assert!(acquire.poll().is_pending());
        assert_eq!(acquire.clones(), 1);
    }
    semaphore.add_permits(1);
    assert_eq!(acquire.wakes(), 1);
    assert_eq!(semaphore.available_permits(), 0, "it is given, not offered");
    assert!(acquire.poll().is_ready());
    assert!(panics(|| assert!(acquire.poll().is_pending())));
}

#[test]
fn nobody_overtakes_a_large_request() {
    let semaphore = Semaphore::new(0);
    let mut large = Polled::new(semaphore.acquire_many(3));
    let mut small = Polled::new(semaphore.acquire());
    assert!(large.poll().is_pending());
    assert!(small.poll().is_pending());
    semaphore.add_permits(2);
    assert_eq!(
        semaphore.try_acquire().err(),
        Some(TryAcquireError::NoPermits)
    );
    assert!(Polled::new(semaphore.acquire()).poll().is_pending());
    assert_eq!((large.wakes(), small.wakes()), (0, 0));
    semaphore.add_permits(2);
    assert_eq!((large.wakes(), small.wakes()), (1, 1));
    let permits = (large.poll(), small.poll());
    assert!(permits.0.is_ready() && permits.1.is_ready());
}

#[test]
fn a_request_takes_what_there_is() {
    let semaphore = Semaphore::new(2);
    let mut large = Polled::new(semaphore.acquire_many(3));
    assert!(large.poll().is_pending());
    assert_eq!(semaphore.available_permits(), 0);
    drop(large);
    assert_eq!(semaphore.available_permits(), 2);
}

#[test]
fn what_a_dropped_one_was_given_goes_to_the_next() {
    let semaphore = Semaphore::new(0);
    let mut large = Polled::new(semaphore.acquire_many(3));
    let mut small = Polled::new(semaphore.acquire());
    assert!(large.poll().is_pending());
    assert!(small.poll().is_pending());
    semaphore.add_permits(2);
    drop(large);
    assert_eq!(small.wakes(), 1);
    assert_eq!(semaphore.available_permits(), 1);
    drop(small);
    assert_eq!(semaphore.available_permits(), 2, "all was passed on");
}

#[test]
fn one_dropped_while_pending_leaves_no_trace() {
    let semaphore = Semaphore::new(0);
    let mut acquire = Polled::new(semaphore.acquire());
    assert!(acquire.poll().is_pending());
    assert!(acquire.poll_with(Waker::noop()).is_pending());
    assert_eq!(acquire.clones(), 0);
    drop(acquire);
    semaphore.add_permits(1);
    assert_eq!(semaphore.available_permits(), 1);
    assert!(semaphore.try_acquire().is_ok());
}

#[test]
fn any_number_is_woken_by_one_call() {
    let semaphore = Arc::new(Semaphore::new(0));
    let mut waiters: Vec<_> = (0..100)
        .map(|_| Polled::new(semaphore.clone().acquire_owned()))
        .collect();
    for waiter in &mut waiters {
        assert!(waiter.poll().is_pending());
    }
    semaphore.add_permits(101);
    assert!(waiters.iter().all(|waiter| waiter.wakes() == 1));
    assert_eq!(semaphore.available_permits(), 1);
}

#[test]
fn a_waker_that_panics_keeps_none_from_being_woken() {
    let semaphore = Semaphore::new(0);
    let bad = Run::waker(|| panic!("the waker panics"));
    let mut waiters: Vec<_> = (0..100).map(|_| Polled::new(semaphore.acquire())).collect();
    for (at, waiter) in waiters.iter_mut().enumerate() {
        let poll = if at == 7 {
            waiter.poll_with(&bad)
        } else {
            waiter.poll()
        };
        assert!(poll.is_pending());
    }
    assert!(panics(|| semaphore.add_permits(102)));
    assert_eq!(
        waiters.iter().filter(|waiter| waiter.wakes() == 1).count(),
        99
    );
    assert_eq!(semaphore.available_permits(), 2);
    assert!(waiters[7].poll().is_ready());
}

/// A waker may come back to the one that calls it, which holds no lock then.
#[test]
fn a_waker_may_add_permits() {
    let semaphore = Arc::new(Semaphore::new(0));
    let mut first = Polled::new(semaphore.clone().acquire_owned());
    let mut second = Polled::new(semaphore.clone().acquire_owned());
    let other = semaphore.clone();
    assert!(
        first
            .poll_with(&Run::waker(move || other.add_permits(1)))
            .is_pending()
    );
    assert!(second.poll().is_pending());
    semaphore.add_permits(1);
    assert_eq!(second.wakes(), 1);
}

#[test]
fn blocking_waits_for_another_thread() {
    let semaphore = Arc::new(Semaphore::new(0));
    let other = semaphore.clone();
    let thread = thread::spawn(move || {
        let both = (
            other.blocking_acquire().is_ok(),
            other.blocking_acquire_many(2).is_ok(),
        );
        let owned = other.clone().blocking_acquire_owned().is_ok();
        both.0 && both.1 && owned && other.blocking_acquire_many_owned(3).is_ok()
    });
    for _ in 0..3 {
        semaphore.add_permits(1);
    }
    assert!(thread.join().is_ok_and(|are_ok| are_ok));
}
