use std::sync::Arc;

use anyrt_channels::{Semaphore, TryAcquireError};

use crate::poller::{Polled, Run, panics};

#[test]
fn those_who_wait_are_told_and_give_back_what_they_have() {
    let semaphore = Semaphore::new(1);
    let mut large = Polled::new(semaphore.acquire_many(2));
    let mut small = Polled::new(semaphore.acquire());
    assert!(large.poll().is_pending() && small.poll().is_pending());
    semaphore.close();
    assert_eq!((large.wakes(), small.wakes()), (1, 1));
    assert!(large.poll().map_ok(drop) == std::task::Poll::Ready(Err(small_error(&mut small))));
    assert_eq!(semaphore.available_permits(), 1);
}

fn small_error<F: Future<Output = Result<T, E>>, T, E>(polled: &mut Polled<F>) -> E {
    match polled.poll() {
        std::task::Poll::Ready(Err(error)) => error,
        _ => panic!("it is closed"),
    }
}

#[test]
fn no_permit_is_given_afterwards() {
    let semaphore = Arc::new(Semaphore::new(1));
    semaphore.close();
    semaphore.close();
    assert!(semaphore.is_closed());
    assert_eq!(semaphore.try_acquire().err(), Some(TryAcquireError::Closed));
    assert!(matches!(
        semaphore.clone().try_acquire_owned(),
        Err(TryAcquireError::Closed)
    ));
    let error = small_error(&mut Polled::new(semaphore.acquire()));
    assert_eq!(error.to_string(), "semaphore closed");
}

#[test]
fn one_given_before_is_kept() {
    let semaphore = Semaphore::new(0);
    let mut acquire = Polled::new(semaphore.acquire());
    assert!(acquire.poll().is_pending());
    semaphore.add_permits(1);
    semaphore.close();
    assert!(acquire.poll().map(|permit| permit.is_ok()) == std::task::Poll::Ready(true));
    assert_eq!(semaphore.available_permits(), 1);
}

#[test]
fn a_waker_that_panics_keeps_none_from_being_told() {
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
    assert!(panics(|| semaphore.close()));
    assert_eq!(
        waiters.iter().filter(|waiter| waiter.wakes() == 1).count(),
        99
    );
    semaphore.add_permits(1);
    assert_eq!(semaphore.available_permits(), 1);
}
