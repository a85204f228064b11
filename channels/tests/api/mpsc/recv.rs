use std::{future::poll_fn, task::Poll};

use anyrt_channels::mpsc::{self, error::TryRecvError};
use futures_util::StreamExt as _;

use crate::poller::{Polled, Run};

#[test]
fn recv_waits_for_a_message_and_is_woken_once() {
    let (tx, mut rx) = mpsc::channel(2);
    let mut recv = Polled::new(rx.recv());
    for _ in 0..3 {
        assert!(recv.poll().is_pending());
        assert_eq!(recv.clones(), 1);
    }
    assert!(tx.try_send(1).is_ok() && tx.try_send(2).is_ok());
    assert_eq!((recv.wakes(), recv.clones()), (1, 0));
    assert_eq!(recv.poll(), Poll::Ready(Some(1)));
    drop(recv);
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Some(2)));
}

#[test]
fn recv_returns_none_after_the_last_sender() {
    let (tx, mut rx) = mpsc::channel(1);
    let other = tx.clone();
    assert!(tx.try_send(1).is_ok());
    drop(tx);
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Some(1)));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    drop(other);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(None));
    assert_eq!(recv.poll(), Poll::Ready(None));
}

#[test]
fn a_receive_that_is_dropped_took_nothing() {
    let (tx, mut rx) = mpsc::channel(1);
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert!(tx.try_send(1).is_ok());
    drop(recv);
    assert_eq!(rx.len(), 1);
    assert_eq!(rx.try_recv(), Ok(1));
}

#[test]
fn try_recv_tells_empty_from_disconnected() {
    let (tx, mut rx) = mpsc::channel::<u8>(1);
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    let permit = tx.try_reserve();
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    rx.close();
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty), "a permit is held");
    drop(permit);
    assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn recv_many_takes_what_is_there_up_to_the_limit() {
    let (tx, mut rx) = mpsc::channel(4);
    let mut buffer = vec![0];
    assert_eq!(
        Polled::new(rx.recv_many(&mut buffer, 0)).poll(),
        Poll::Ready(0)
    );
    let mut many = Polled::new(rx.recv_many(&mut buffer, 3));
    assert!(many.poll().is_pending());
    for n in 1..=4 {
        assert!(tx.try_send(n).is_ok());
    }
    assert_eq!(many.wakes(), 1);
    assert_eq!(many.poll(), Poll::Ready(3));
    drop(many);
    assert_eq!(buffer, [0, 1, 2, 3]);
    drop(tx);
    assert_eq!(
        Polled::new(rx.recv_many(&mut buffer, 9)).poll(),
        Poll::Ready(1)
    );
    assert_eq!(
        Polled::new(rx.recv_many(&mut buffer, 9)).poll(),
        Poll::Ready(0)
    );
}

#[test]
fn recv_many_grants_all_the_room_that_it_makes() {
    let (tx, mut rx) = mpsc::channel(3);
    for n in 0..3 {
        assert!(tx.try_send(n).is_ok());
    }
    let mut sends: Vec<_> = (3..7).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    let mut buffer = Vec::new();
    assert_eq!(
        Polled::new(rx.recv_many(&mut buffer, 9)).poll(),
        Poll::Ready(3)
    );
    let wakes: Vec<_> = sends.iter().map(Polled::wakes).collect();
    assert_eq!(wakes, [1, 1, 1, 0]);
}

#[test]
fn a_receiver_is_a_stream() {
    let (tx, mut rx) = mpsc::channel(2);
    assert!(tx.try_send(1).is_ok());
    assert_eq!(Polled::new(rx.next()).poll(), Poll::Ready(Some(1)));
    let mut next = Polled::new(rx.next());
    assert!(next.poll().is_pending());
    drop(tx);
    assert_eq!(next.wakes(), 1);
    assert_eq!(next.poll(), Poll::Ready(None));
}

#[test]
fn the_waker_may_come_back_to_the_channel() {
    let (tx, mut rx) = mpsc::channel(4);
    let other = tx.clone();
    let waker = Run::waker(move || assert!(other.try_send(2).is_ok()));
    let mut recv = Polled::new(poll_fn(|cx| rx.poll_recv(cx)));
    assert!(recv.poll_with(&waker).is_pending());
    assert!(tx.try_send(1).is_ok());
    assert_eq!(recv.poll(), Poll::Ready(Some(1)));
    assert_eq!(recv.poll(), Poll::Ready(Some(2)));
}

#[test]
fn a_receiver_that_is_dropped_drops_its_waker() {
    let (tx, rx) = mpsc::channel::<u8>(1);
    let (unbounded_tx, unbounded_rx) = mpsc::unbounded_channel::<u8>();
    let mut recv = Polled::new(async move {
        let (mut rx, mut unbounded_rx) = (rx, unbounded_rx);
        let mut first = Box::pin(rx.recv());
        let mut second = Box::pin(unbounded_rx.recv());
        poll_fn(|cx| {
            let polls = (first.as_mut().poll(cx), second.as_mut().poll(cx));
            if polls.0.is_ready() && polls.1.is_ready() {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await;
    });
    assert!(recv.poll().is_pending());
    assert_eq!(recv.clones(), 2);
    let count = recv.forget();
    assert_eq!(std::sync::Arc::strong_count(&count), 1);
    assert!(tx.is_closed() && unbounded_tx.is_closed());
}
