use std::{
    cell::Cell,
    future::{pending, poll_fn, ready},
    task::Poll,
};

use anyrt_channels::mpsc::{
    self,
    error::{RecvTimeoutError, SendTimeoutError},
};

use crate::poller::Polled;

#[test]
fn a_send_that_timed_out_gives_the_message_and_its_place_back() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let is_done = Cell::new(false);
    let timer = poll_fn(|_| {
        if is_done.get() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    });
    let mut send = Polled::new(tx.send_timeout(2, timer));
    assert!(send.poll().is_pending());
    is_done.set(true);
    assert_eq!(send.poll(), Poll::Ready(Err(SendTimeoutError::Timeout(2))));
    assert_eq!(send.clones(), 0);
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(tx.capacity(), 1);
}

#[test]
fn room_comes_before_the_timer() {
    let (tx, rx) = mpsc::channel(1);
    assert_eq!(
        Polled::new(tx.send_timeout(1, ready(()))).poll(),
        Poll::Ready(Ok(()))
    );
    let mut waiting = Polled::new(tx.send_timeout(2, pending::<()>()));
    assert!(waiting.poll().is_pending());
    drop(rx);
    assert_eq!(
        waiting.poll(),
        Poll::Ready(Err(SendTimeoutError::Closed(2)))
    );
}

#[test]
fn a_send_with_a_timer_can_be_cancelled() {
    let (tx, _rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let mut send = Polled::new(tx.send_timeout(2, pending::<()>()));
    assert!(send.poll().is_pending());
    assert_eq!(send.pinned().cancel(), Some(2));
}

#[test]
fn a_receive_ends_with_a_message_the_timer_or_the_channel() {
    let (tx, mut rx) = mpsc::channel(1);
    let timed_out = Polled::new(rx.recv_timeout(ready(()))).poll();
    assert_eq!(timed_out, Poll::Ready(Err(RecvTimeoutError)));
    assert!(tx.try_send(1).is_ok());
    let got = Polled::new(rx.recv_timeout(ready(()))).poll();
    assert_eq!(got, Poll::Ready(Ok(Some(1))));
    let mut waiting = Polled::new(rx.recv_timeout(pending::<()>()));
    assert!(waiting.poll().is_pending());
    drop(tx);
    assert_eq!(waiting.wakes(), 1);
    assert_eq!(waiting.poll(), Poll::Ready(Ok(None)));
}
