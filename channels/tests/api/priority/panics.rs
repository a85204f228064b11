//! Comparisons and wakers that panic.

use std::{
    cell::Cell,
    cmp::Ordering,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    task::Poll,
};

use anyrt_channels::priority;

use crate::poller::{Polled, Run, panics};

thread_local! {
    /// How many comparisons are left until one panics.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

#[derive(Debug, PartialEq, Eq)]
struct Priority(u32);

impl Ord for Priority {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = LEFT.get();
        assert!(left > 0, "as it should");
        LEFT.set(left - 1);
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Priority {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Runs code whose comparisons panic after so many, and returns whether it panicked.
fn panics_after(comparisons: usize, code: impl FnOnce()) -> bool {
    LEFT.set(comparisons);
    let panicked = panics(code);
    LEFT.set(usize::MAX);
    panicked
}

#[test]
fn a_receive_that_panics_leaves_every_message_in_its_order() {
    for comparisons in 0..6 {
        let (tx, mut rx) = priority::unbounded();
        for n in [3, 1, 4, 1, 5, 9, 2, 6] {
            assert!(tx.try_send(Priority(n), n).is_ok());
        }
        let panicked = panics_after(comparisons, || assert!(rx.try_recv().is_ok()));
        let received: Vec<_> = std::iter::from_fn(|| rx.try_recv().ok())
            .map(|(_, n)| n)
            .collect();
        let all = [9, 6, 5, 4, 3, 2, 1, 1];
        assert_eq!(received, all[usize::from(!panicked)..]);
        assert!(panicked || comparisons > 2);
    }
}

#[test]
fn a_send_that_panics_drops_its_message_and_leaves_the_others() {
    let message = Arc::new(());
    let (tx, mut rx) = priority::unbounded();
    for n in 0..8 {
        assert!(tx.try_send(Priority(n), message.clone()).is_ok());
    }
    for comparisons in 0..3 {
        assert!(panics_after(comparisons, || {
            assert!(tx.try_send(Priority(9), message.clone()).is_err());
        }));
        assert_eq!(Arc::strong_count(&message), 9);
    }
    for n in (0..8).rev() {
        assert_eq!(rx.try_recv().map(|(priority, _)| priority.0), Ok(n));
    }
}

#[test]
fn a_send_that_panics_when_it_is_to_wait_can_be_given_up() {
    let message = Arc::new(());
    let (tx, mut rx) = priority::channel(1);
    assert!(tx.try_send(Priority(1), message.clone()).is_ok());
    let mut first = Polled::new(tx.send(Priority(1), message.clone()));
    assert!(first.poll().is_pending());
    let mut second = Polled::new(tx.send(Priority(2), message.clone()));
    assert!(panics_after(0, || assert!(second.poll().is_ready())));
    assert!(second.pinned().cancel().is_some());
    drop(second);
    assert!(rx.try_recv().is_ok());
    assert_eq!(first.wakes(), 1);
    assert_eq!(first.poll(), Poll::Ready(Ok(())));
    drop(rx);
    drop(first);
    assert_eq!(Arc::strong_count(&message), 1);
}

#[test]
fn a_grant_whose_send_panics_goes_to_the_next_sender() {
    let (tx, mut rx) = priority::channel(2);
    assert!(tx.try_send(Priority(1), 1).is_ok());
    assert!(tx.try_send(Priority(2), 2).is_ok());
    let mut first = Polled::new(tx.send(Priority(4), 4));
    let mut second = Polled::new(tx.send(Priority(3), 3));
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    assert!(rx.try_recv().is_ok());
    assert_eq!((first.wakes(), second.wakes()), (1, 0));
    assert!(panics_after(0, || assert!(first.poll().is_pending())));
    assert_eq!(second.wakes(), 1);
    assert_eq!(second.poll(), Poll::Ready(Ok(())));
    assert_eq!(rx.try_recv().map(|(_, n)| n), Ok(3));
    assert_eq!(rx.try_recv().map(|(_, n)| n), Ok(1));
}

#[test]
fn a_grant_and_a_cancel_are_done_whatever_the_comparisons_do() {
    let message = Arc::new(());
    for comparisons in 0..8 {
        let (tx, mut rx) = priority::channel(1);
        assert!(tx.try_send(Priority(0), message.clone()).is_ok());
        let mut sends: Vec<_> = (0..6)
            .map(|n| Polled::new(tx.send(Priority(n), message.clone())))
            .collect();
        for send in &mut sends {
            assert!(send.poll().is_pending());
        }
        assert!(!panics_after(comparisons, || drop(sends.remove(1))));
        assert!(!panics_after(comparisons, || assert!(
            rx.try_recv().is_ok()
        )));
        // Each gets its turn, in whatever order.
        while !sends.is_empty() {
            let granted = sends.iter().position(|send| send.wakes() == 1);
            let granted = granted.expect("room is granted");
            assert_eq!(sends.remove(granted).poll(), Poll::Ready(Ok(())));
            assert!(rx.try_recv().is_ok());
        }
        drop(rx);
        assert_eq!(Arc::strong_count(&message), 1);
    }
}

#[test]
fn a_waker_that_panics_loses_no_message() {
    let (tx, mut rx) = priority::unbounded();
    let waker = Run::waker(|| panic!("as it should"));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll_with(&waker).is_pending());
    assert!(panics(|| assert!(tx.try_send(1, 'a').is_err())));
    drop(recv);
    assert_eq!(rx.try_recv(), Ok((1, 'a')));
    assert!(catch_unwind(AssertUnwindSafe(|| tx.try_send(2, 'b'))).is_ok());
}

#[test]
fn the_close_reaches_everybody_whatever_the_wakers_do() {
    let (tx, mut rx) = priority::channel(1);
    assert!(tx.try_send(Priority(0), 0).is_ok());
    let mut first = Polled::new(tx.send(Priority(9), 1));
    let panicking = Run::waker(|| panic!("as it should"));
    assert!(first.poll_with(&panicking).is_pending());
    // More than are woken in one go.
    let mut others: Vec<_> = (0..100)
        .map(|_| Polled::new(tx.send(Priority(1), 1)))
        .collect();
    for other in &mut others {
        assert!(other.poll().is_pending());
    }
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    assert!(panics(|| rx.close()));
    assert!(others.iter().all(|other| other.wakes() == 1));
    assert_eq!(closed.wakes(), 1);
}

#[test]
fn a_waker_may_use_the_channel() {
    let (tx, mut rx) = priority::unbounded();
    let other = tx.clone();
    let waker = Run::waker(move || assert!(other.try_send(2, 'b').is_ok()));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll_with(&waker).is_pending());
    assert!(tx.try_send(1, 'a').is_ok());
    drop(recv);
    assert_eq!(rx.len(), 2);
}
