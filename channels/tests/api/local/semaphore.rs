//! Permits.

use std::task::Poll;

use anyrt_channels::{
    TryAcquireError,
    local::{Semaphore, SemaphorePermit, semaphore::Acquire},
};

use crate::{poller::Polled, traits::assert_none};

assert_none!(Semaphore; Sync);
assert_none!(SemaphorePermit<'static>; Send Sync);
assert_none!(Acquire<'static>; Send Sync);

#[test]
fn permits_go_to_those_that_wait_in_their_order_and_nobody_overtakes_them() {
    let semaphore = Semaphore::new(1);
    let mut many = Polled::new(semaphore.acquire_many(3));
    let mut one = Polled::new(semaphore.acquire());
    for _ in 0..2 {
        assert!(many.poll().is_pending());
        assert!(one.poll().is_pending());
    }
    assert_eq!((many.clones(), one.clones()), (1, 1));
    let taken = semaphore.try_acquire().map(drop);
    assert_eq!(taken, Err(TryAcquireError::NoPermits));
    semaphore.add_permits(1);
    assert_eq!((many.wakes(), one.wakes()), (0, 0));
    semaphore.add_permits(2);
    assert_eq!((many.wakes(), one.wakes()), (1, 1));
    let Poll::Ready(Ok(permits)) = many.poll() else {
        unreachable!("they were granted");
    };
    assert_eq!(permits.num_permits(), 3);
    drop(permits);
    assert_eq!(semaphore.available_permits(), 3);
    assert!(one.poll().is_ready());
    assert_eq!(semaphore.available_permits(), 4);
}

#[test]
fn a_grant_that_is_dropped_is_passed_on() {
    let semaphore = Semaphore::new(0);
    let mut first = Polled::new(semaphore.acquire_many(2));
    let mut second = Polled::new(semaphore.acquire());
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    semaphore.add_permits(2);
    assert_eq!((first.wakes(), second.wakes()), (1, 0));
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert_eq!(semaphore.available_permits(), 1);
}

#[test]
fn a_large_wait_that_is_dropped_lets_the_next_have_what_is_there() {
    let semaphore = Semaphore::new(1);
    let mut first = Polled::new(semaphore.acquire_many(2));
    let mut second = Polled::new(semaphore.acquire());
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert!(matches!(second.poll(), Poll::Ready(Ok(_))));
}

#[test]
fn the_close_turns_away_those_that_wait() {
    let semaphore = Semaphore::new(0);
    let mut waiting: Vec<_> = (0..99).map(|_| Polled::new(semaphore.acquire())).collect();
    for acquire in &mut waiting {
        assert!(acquire.poll().is_pending());
    }
    semaphore.close();
    for acquire in &mut waiting {
        assert_eq!(acquire.wakes(), 1);
        assert!(matches!(acquire.poll(), Poll::Ready(Err(_))));
    }
    assert!(semaphore.is_closed());
}

#[test]
fn permits_may_be_forgotten() {
    let semaphore = Semaphore::new(3);
    assert!(semaphore.try_acquire().map(SemaphorePermit::forget).is_ok());
    assert_eq!(semaphore.available_permits(), 2);
    assert_eq!(semaphore.forget_permits(9), 2);
    assert_eq!(semaphore.available_permits(), 0);
}
