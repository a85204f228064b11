use std::{
    future::{pending, ready},
    task::Poll,
};

use anyrt_channels::mpmc::{self, RecvTimeoutError, SendTimeoutError};

use crate::poller::Polled;

#[test]
fn a_receive_that_timed_out_waits_no_more() {
    for capacity in [0, 1] {
        let (tx, rx) = mpmc::bounded(capacity);
        let mut late = Polled::new(rx.recv_timeout(ready(())));
        assert_eq!(late.poll(), Poll::Ready(Err(RecvTimeoutError::Timeout)));
        assert_eq!(late.clones(), 0);
        let mut other = Polled::new(rx.recv());
        assert!(other.poll().is_pending());
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!(other.wakes(), 1);
        assert_eq!(other.poll(), Poll::Ready(Ok(1)));
    }
}

#[test]
fn a_send_that_timed_out_gives_the_message_back() {
    for capacity in [0, 1] {
        let (tx, rx) = mpmc::bounded(capacity);
        for n in 0..capacity {
            assert_eq!(tx.try_send(n), Ok(()));
        }
        let mut late = Polled::new(tx.send_timeout(7, ready(())));
        assert_eq!(late.poll(), Poll::Ready(Err(SendTimeoutError::Timeout(7))));
        assert_eq!(late.clones(), 0);
        let mut closed = Polled::new(tx.send_timeout(8, pending::<()>()));
        assert!(closed.poll().is_pending());
        drop(rx);
        assert_eq!(closed.wakes(), 1);
        assert_eq!(closed.poll(), Poll::Ready(Err(SendTimeoutError::Closed(8))));
    }
}

#[test]
fn what_is_there_comes_before_the_timer() {
    let (tx, rx) = mpmc::bounded(1);
    let mut sent = Polled::new(tx.send_timeout(1, ready(())));
    assert_eq!(sent.poll(), Poll::Ready(Ok(())));
    let mut got = Polled::new(rx.recv_timeout(ready(())));
    assert_eq!(got.poll(), Poll::Ready(Ok(1)));
    assert!(tx.close());
    let mut closed = Polled::new(rx.recv_timeout(ready(())));
    assert_eq!(closed.poll(), Poll::Ready(Err(RecvTimeoutError::Closed)));
}
