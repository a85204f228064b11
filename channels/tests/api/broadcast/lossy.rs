//! Receivers that are too slow.

use anyrt_channels::broadcast::{
    self, Sender,
    error::{Lagged, RecvError, SendError, TryRecvError},
};
use futures_util::{FutureExt as _, StreamExt as _, stream::FusedStream as _};

#[test]
fn every_receiver_gets_every_message() {
    let (tx, mut first) = broadcast::channel(4);
    let mut second = tx.subscribe();
    assert_eq!(tx.send(1), Ok(2));
    assert_eq!(tx.send(2), Ok(2));
    for rx in [&mut first, &mut second] {
        assert_eq!(rx.len(), 2);
        assert_eq!(rx.try_recv(), Ok(1));
        assert_eq!(rx.try_recv(), Ok(2));
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
        assert!(rx.is_empty());
    }
}

#[test]
fn a_slow_receiver_is_told_how_many_it_lost_and_goes_on_with_the_oldest() {
    let (tx, mut rx) = broadcast::channel(3);
    for n in 0..10 {
        assert!(tx.send(n).is_ok());
    }
    assert_eq!(rx.len(), 10);
    assert_eq!(tx.len(), 3);
    assert_eq!(rx.try_recv(), Err(TryRecvError::Lagged(7)));
    for n in 7..10 {
        assert_eq!(rx.recv().now_or_never(), Some(Ok(n)));
    }
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn a_slow_receiver_is_not_told_where_the_oldest_is_written_over() {
    let (tx, mut rx) = broadcast::overwriting_channel(3);
    for n in 0..10 {
        assert!(tx.send(n).is_ok());
    }
    for n in 7..10 {
        assert_eq!(rx.recv().now_or_never(), Some(Ok(n)));
    }
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn a_capacity_of_one_holds_the_latest() {
    let (tx, mut rx) = broadcast::overwriting_channel(1);
    for n in 0..10 {
        assert!(tx.send(n).is_ok());
        assert_eq!(tx.len(), 1);
    }
    assert_eq!(rx.try_recv(), Ok(9));
}

#[test]
fn a_receiver_gets_nothing_from_before_it_was_made() {
    let (tx, rx) = broadcast::channel(4);
    assert!(tx.send(1).is_ok());
    let mut late = tx.subscribe();
    let mut again = rx.resubscribe();
    assert!(rx.same_channel(&again));
    assert!(tx.send(2).is_ok());
    assert_eq!(late.try_recv(), Ok(2));
    assert_eq!(again.try_recv(), Ok(2));
}

#[test]
fn a_send_without_receivers_gives_the_message_back() {
    let tx = Sender::new(2);
    assert_eq!(tx.send(1), Err(SendError(1)));
    let mut rx = tx.subscribe();
    assert_eq!(tx.send(2), Ok(1));
    assert_eq!(rx.try_recv(), Ok(2));
    drop(rx);
    assert!(tx.send(3).is_err());
}

#[test]
#[should_panic(expected = "a broadcast channel needs a capacity")]
fn a_capacity_of_zero_panics() {
    drop(broadcast::channel::<u8>(0));
}

#[test]
fn the_stream_gives_messages_and_gaps() {
    let (tx, mut rx) = broadcast::channel(2);
    for n in 0..3 {
        assert!(tx.send(n).is_ok());
    }
    drop(tx);
    assert_eq!(rx.next().now_or_never(), Some(Some(Err(Lagged(1)))));
    assert_eq!(rx.next().now_or_never(), Some(Some(Ok(1))));
    assert_eq!(rx.next().now_or_never(), Some(Some(Ok(2))));
    assert!(!rx.is_terminated());
    assert_eq!(rx.next().now_or_never(), Some(None));
    assert!(rx.is_terminated());
    assert_eq!(rx.recv().now_or_never(), Some(Err(RecvError::Closed)));
}

#[test]
fn a_receive_pends_once_after_128_that_were_ready() {
    let (tx, mut rx) = broadcast::channel(256);
    for n in 0..256 {
        assert!(tx.send(n).is_ok());
    }
    for n in 0..128 {
        assert_eq!(rx.recv().now_or_never(), Some(Ok(n)));
    }
    assert_eq!(rx.recv().now_or_never(), None);
    assert_eq!(rx.recv().now_or_never(), Some(Ok(128)));
    let mut rx = rx.unconstrained();
    for n in 129..256 {
        assert_eq!(rx.recv().now_or_never(), Some(Ok(n)));
    }
}

#[test]
fn handles_are_counted() {
    let (tx, rx) = broadcast::channel::<u8>(2);
    let other = tx.clone();
    let weak = tx.downgrade();
    assert!(tx.same_channel(&other));
    assert_eq!((tx.strong_count(), tx.weak_count()), (2, 1));
    assert_eq!((rx.sender_strong_count(), rx.sender_weak_count()), (2, 1));
    assert_eq!(tx.receiver_count(), 1);
    drop((tx, other));
    assert!(weak.upgrade().is_none());
    assert!(rx.is_closed());
}

#[test]
fn errors_say_what_happened() {
    assert_eq!(RecvError::Lagged(3).to_string(), "channel lagged by 3");
    assert_eq!(RecvError::Closed.to_string(), "channel closed");
    assert_eq!(TryRecvError::Empty.to_string(), "channel empty");
}
