//! What is received when.

use std::{cmp::Reverse, sync::Arc};

use anyrt_channels::priority::{
    self,
    error::{TryRecvError, TrySendError},
};
use futures_util::{FutureExt as _, StreamExt as _, stream::FusedStream as _};

#[test]
fn the_highest_priority_is_received_first_and_equal_ones_in_their_order() {
    let (tx, mut rx) = priority::unbounded();
    for (priority, message) in [(1, 'd'), (2, 'b'), (1, 'e'), (3, 'a'), (2, 'c'), (1, 'f')] {
        assert!(tx.try_send(priority, message).is_ok());
    }
    assert_eq!(rx.len(), 6);
    let received: String = std::iter::from_fn(|| rx.try_recv().ok())
        .map(|(_, message)| message)
        .collect();
    assert_eq!(received, "abcdef");
}

#[test]
fn any_order_will_do() {
    let (tx, mut rx) = priority::unbounded();
    for name in ["c", "a", "b"] {
        assert!(tx.try_send(Reverse(name), ()).is_ok());
    }
    for name in ["a", "b", "c"] {
        assert_eq!(rx.recv().now_or_never(), Some(Some((Reverse(name), ()))));
    }
}

#[test]
fn the_capacity_is_exact() {
    let (tx, mut rx) = priority::channel(2);
    assert_eq!((tx.capacity(), rx.capacity()), (Some(2), Some(2)));
    assert_eq!(tx.try_send(1, 'a'), Ok(()));
    assert_eq!(tx.try_send(2, 'b'), Ok(()));
    assert_eq!(tx.try_send(9, 'c'), Err(TrySendError::Full((9, 'c'))));
    assert_eq!(rx.try_recv(), Ok((2, 'b')));
    assert_eq!(tx.try_send(0, 'd'), Ok(()));
    assert_eq!(tx.len(), 2);
}

#[test]
fn many_are_received_in_their_order() {
    let (tx, mut rx) = priority::unbounded();
    for n in 0..5 {
        assert!(tx.try_send(n % 2, n).is_ok());
    }
    let mut buffer = Vec::new();
    assert_eq!(rx.recv_many(&mut buffer, 3).now_or_never(), Some(3));
    assert_eq!(buffer, [(1, 1), (1, 3), (0, 0)]);
    assert_eq!(rx.recv_many(&mut buffer, 3).now_or_never(), Some(2));
    assert_eq!(rx.recv_many(&mut buffer, 3).now_or_never(), None);
    drop(tx);
    assert_eq!(rx.recv_many(&mut buffer, 3).now_or_never(), Some(0));
}

#[test]
fn what_was_sent_is_received_after_the_end() {
    let (tx, mut rx) = priority::unbounded();
    assert!(tx.try_send(1, 'a').is_ok());
    let weak = tx.downgrade();
    drop(tx);
    assert!(weak.upgrade().is_none());
    assert_eq!(rx.next().now_or_never(), Some(Some((1, 'a'))));
    assert_eq!(rx.next().now_or_never(), Some(None));
    assert!(rx.is_terminated());
    assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn the_close_refuses_what_comes_later() {
    let (tx, mut rx) = priority::unbounded();
    assert!(tx.try_send(1, 'a').is_ok());
    rx.close();
    assert!(tx.is_closed());
    assert_eq!(tx.try_send(2, 'b'), Err(TrySendError::Closed((2, 'b'))));
    assert_eq!(rx.try_recv(), Ok((1, 'a')));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn the_receiver_takes_its_messages_along() {
    let message = Arc::new(());
    let (tx, rx) = priority::unbounded();
    for n in 0..3 {
        assert!(tx.try_send(n, message.clone()).is_ok());
    }
    drop(rx);
    assert_eq!(Arc::strong_count(&message), 1);
}

#[test]
fn a_receive_pends_once_after_128_that_were_ready() {
    let (tx, mut rx) = priority::unbounded();
    for n in 0..256 {
        assert!(tx.try_send(0, n).is_ok());
    }
    for n in 0..128 {
        assert_eq!(rx.recv().now_or_never(), Some(Some((0, n))));
    }
    assert_eq!(rx.recv().now_or_never(), None);
    assert_eq!(rx.recv().now_or_never(), Some(Some((0, 128))));
}

#[test]
#[should_panic(expected = "a channel needs a capacity")]
fn a_capacity_of_zero_panics() {
    drop(priority::channel::<u8, u8>(0));
}
