//! Senders that wait for the slowest receiver.

use std::{future::ready, task::Poll, thread};

use anyrt_channels::broadcast::{
    self,
    error::{SendTimeoutError, TrySendError},
};

use crate::poller::Polled;

#[test]
fn a_send_waits_for_the_slowest_receiver() {
    let (tx, mut fast) = broadcast::lossless_channel(2);
    let mut slow = tx.subscribe();
    assert_eq!(tx.capacity(), 2);
    assert_eq!(tx.try_send(1), Ok(2));
    assert_eq!(tx.try_send(2), Ok(2));
    assert_eq!(tx.try_send(3), Err(TrySendError::Full(3)));
    let mut send = Polled::new(tx.send(3));
    assert!(send.poll().is_pending());
    assert_eq!(fast.try_recv(), Ok(1));
    assert_eq!(fast.try_recv(), Ok(2));
    assert_eq!(send.wakes(), 0);
    assert_eq!(slow.try_recv(), Ok(1));
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(2)));
    assert_eq!(slow.try_recv(), Ok(2));
    assert_eq!(slow.try_recv(), Ok(3));
    assert_eq!(fast.try_recv(), Ok(3));
}

#[test]
fn senders_get_room_in_their_order_and_nobody_overtakes_them() {
    let (tx, mut rx) = broadcast::lossless_channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut sends: Vec<_> = (1..=3).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    for (n, send) in sends.iter_mut().enumerate() {
        assert_eq!(rx.try_recv(), Ok(n));
        assert_eq!(tx.try_send(9), Err(TrySendError::Full(9)));
        assert_eq!(send.wakes(), 1);
        assert_eq!(send.poll(), Poll::Ready(Ok(1)));
    }
}

#[test]
fn a_grant_that_is_dropped_goes_to_the_next_sender() {
    let (tx, mut rx) = broadcast::lossless_channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut first = Polled::new(tx.send(1));
    let mut second = Polled::new(tx.send(2));
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(0));
    assert_eq!((first.wakes(), second.wakes()), (1, 0));
    assert_eq!(first.pinned().cancel(), Some(1));
    assert_eq!(second.wakes(), 1);
    drop(first);
    drop(second);
    assert_eq!(tx.try_send(3), Ok(1));
}

#[test]
fn a_send_that_is_dropped_did_not_send() {
    let (tx, mut rx) = broadcast::lossless_channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    drop(send);
    assert_eq!(rx.try_recv(), Ok(0));
    assert!(rx.try_recv().is_err());
}

#[test]
fn only_the_last_waker_of_a_send_is_woken() {
    let (tx, mut rx) = broadcast::lossless_channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut send = Polled::new(tx.send(1));
    for _ in 0..3 {
        assert!(send.poll().is_pending());
    }
    assert_eq!(send.clones(), 1);
    assert_eq!(rx.try_recv(), Ok(0));
    assert_eq!(send.wakes(), 1);
}

#[test]
fn a_slow_receiver_that_goes_makes_room() {
    let (tx, mut fast) = broadcast::lossless_channel(2);
    let slow = tx.subscribe();
    assert!(tx.try_send(1).is_ok());
    assert!(tx.try_send(2).is_ok());
    assert_eq!(fast.try_recv(), Ok(1));
    assert_eq!(fast.try_recv(), Ok(2));
    let mut sends = [Polled::new(tx.send(3)), Polled::new(tx.send(4))];
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    drop(slow);
    for send in &mut sends {
        assert_eq!(send.wakes(), 1);
        assert_eq!(send.poll(), Poll::Ready(Ok(1)));
    }
}

#[test]
fn a_timer_ends_a_send_and_gives_the_message_back() {
    let (tx, rx) = broadcast::lossless_channel(1);
    let mut send = Polled::new(tx.send_timeout(1, ready(())));
    assert_eq!(send.poll(), Poll::Ready(Ok(1)));
    let mut send = Polled::new(tx.send_timeout(2, ready(())));
    assert_eq!(send.poll(), Poll::Ready(Err(SendTimeoutError::Timeout(2))));
    drop(rx);
    let mut send = Polled::new(tx.send_timeout(3, ready(())));
    assert_eq!(send.poll(), Poll::Ready(Err(SendTimeoutError::Closed(3))));
}

#[test]
fn threads_lose_nothing() {
    const MESSAGES: usize = 10_000;
    let (tx, first) = broadcast::lossless_channel(3);
    let receivers = [first, tx.subscribe(), tx.subscribe()];
    let receiving: Vec<_> = receivers
        .into_iter()
        .map(|mut rx| {
            thread::spawn(move || {
                let mut next = [0; 2];
                while let Ok((sender, n)) = rx.blocking_recv() {
                    assert_eq!(next[sender], n);
                    next[sender] += 1;
                }
                next
            })
        })
        .collect();
    let sending: Vec<_> = [tx.clone(), tx]
        .into_iter()
        .enumerate()
        .map(|(sender, tx)| {
            thread::spawn(move || {
                for n in 0..MESSAGES {
                    assert!(tx.blocking_send((sender, n)).is_ok());
                }
            })
        })
        .collect();
    for thread in sending {
        thread.join().expect("no panic");
    }
    for thread in receiving {
        assert_eq!(thread.join().expect("no panic"), [MESSAGES; 2]);
    }
}
