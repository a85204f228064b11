use std::task::Poll;

use anyrt_channels::spsc::{
    self,
    error::{SendError, TrySendError},
};
use futures_util::SinkExt as _;

use crate::poller::Polled;

#[test]
fn a_send_waits_for_room_and_is_woken_once() {
    let (mut tx, mut rx) = spsc::channel(1);
    assert_eq!(tx.try_send(1), Ok(()));
    assert_eq!(tx.try_send(2), Err(TrySendError::Full(2)));
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll().is_pending() && send.poll().is_pending());
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Some(1)));
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    drop(send);
    drop(tx);
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Some(2)));
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(None));
}

#[test]
fn permits_hold_room() {
    let (mut tx, rx) = spsc::channel(2);
    let Poll::Ready(Ok(permits)) = Polled::new(tx.reserve_many(2)).poll() else {
        panic!("there is room");
    };
    assert_eq!((permits.len(), rx.capacity()), (2, 0));
    permits.for_each(|permit| permit.send(1));
    assert_eq!(rx.len(), 2);
    assert!(tx.try_reserve().is_err() && tx.try_reserve_many(1).is_err());
}

#[test]
fn the_close_reaches_the_sender() {
    let (mut tx, rx) = spsc::channel(1);
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    drop(rx);
    assert_eq!(closed.wakes(), 1);
    assert!(closed.poll().is_ready());
    drop(closed);
    assert!(tx.is_closed());
    assert_eq!(
        Polled::new(tx.send(1)).poll(),
        Poll::Ready(Err(SendError(1)))
    );
    assert!(Polled::new(tx.into_sink().send(1)).poll().is_ready());
}
