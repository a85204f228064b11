use std::{pin::Pin, task::Poll};

use anyrt_channels::mpmc::{self, RecvError};
use futures_util::stream::FusedStream;

use crate::poller::Polled;

#[test]
fn the_last_send_that_was_granted_ends_every_receive() {
    let (tx, rx) = mpmc::bounded(1);
    assert_eq!(tx.try_send(0), Ok(()));
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(0));
    assert!(tx.close());
    let mut receives = [(); 3].map(|()| Polled::new(rx.recv()));
    for receive in &mut receives {
        assert!(receive.poll().is_pending(), "the send may come yet");
    }
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    let mut got = Vec::new();
    for receive in &mut receives {
        assert_eq!(receive.wakes(), 1);
        got.push(receive.poll());
    }
    assert_eq!(
        got,
        [Ok(1), Err(RecvError), Err(RecvError)].map(Poll::Ready)
    );
}

#[test]
fn a_granted_send_that_is_dropped_ends_every_receive() {
    let (tx, rx) = mpmc::bounded(1);
    assert_eq!(tx.try_send(0), Ok(()));
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(0));
    assert!(tx.close());
    let mut receives = [(); 2].map(|()| Polled::new(rx.recv()));
    for receive in &mut receives {
        assert!(receive.poll().is_pending());
    }
    drop(send);
    for receive in &mut receives {
        assert_eq!(receive.wakes(), 1);
        assert_eq!(receive.poll(), Poll::Ready(Err(RecvError)));
    }
}

#[test]
fn a_stream_is_not_over_while_a_send_may_come() {
    let (tx, mut rx) = mpmc::bounded(1);
    assert_eq!(tx.try_send(0), Ok(()));
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(0));
    assert!(tx.close());
    assert!(!rx.is_terminated());
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert!(!rx.is_terminated());
    assert_eq!(rx.try_recv(), Ok(1));
    assert!(rx.is_terminated());
    let mut next = Polled::new(std::future::poll_fn(|cx| {
        futures_util::Stream::poll_next(Pin::new(&mut rx), cx)
    }));
    assert_eq!(next.poll(), Poll::Ready(None));
}
