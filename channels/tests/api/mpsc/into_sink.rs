use std::task::Poll;

use anyrt_channels::mpsc::error::SendError;
use futures_util::SinkExt as _;

use super::mpsc;
use crate::poller::Polled;

#[test]
fn idle_clones_hold_no_room() {
    let (tx, mut rx) = mpsc::channel(1);
    let mut sink = tx.into_sink();
    let clones: Vec<_> = (0..10).map(|_| sink.clone()).collect();
    let capacity = |sink: &mpsc::IntoSink<u8>| sink.get_ref().map(mpsc::Sender::capacity);
    assert_eq!(capacity(&sink), Some(1));
    assert!(Polled::new(sink.feed(1)).poll().is_ready());
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(capacity(&sink), Some(1));
    drop(clones);
}

#[test]
fn a_sink_that_is_ready_holds_room_until_it_is_closed() {
    let (tx, _rx) = mpsc::channel::<u8>(1);
    let mut sink = tx.clone().into_sink();
    let mut other = tx.clone().into_sink();
    let ready = std::future::poll_fn(|cx| sink.poll_ready_unpin(cx));
    assert_eq!(Polled::new(ready).poll(), Poll::Ready(Ok(())));
    assert_eq!(tx.capacity(), 0);
    let mut waiting = Polled::new(std::future::poll_fn(|cx| other.poll_ready_unpin(cx)));
    assert!(waiting.poll().is_pending() && waiting.poll().is_pending());
    assert!(Polled::new(sink.close()).poll().is_ready());
    assert_eq!(waiting.wakes(), 1);
    assert_eq!(waiting.poll(), Poll::Ready(Ok(())));
    drop(waiting);
    drop(other);
    assert_eq!((tx.capacity(), tx.strong_count()), (1, 1));
}

#[test]
fn a_sink_that_waits_and_is_dropped_leaves_no_trace() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut sink = tx.clone().into_sink();
    let mut waiting = Polled::new(std::future::poll_fn(|cx| sink.poll_ready_unpin(cx)));
    assert!(waiting.poll().is_pending());
    drop(waiting);
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(tx.capacity(), 0, "it is granted");
    let inner = sink.into_inner();
    assert!(inner.is_some_and(|inner| inner.same_channel(&tx)));
    assert_eq!(tx.capacity(), 1);
}

#[test]
fn a_sink_without_a_receiver_fails() {
    let (tx, rx) = mpsc::channel(1);
    let mut sink = tx.into_sink();
    drop(rx);
    assert_eq!(
        Polled::new(sink.send(1)).poll(),
        Poll::Ready(Err(SendError(())))
    );
}
