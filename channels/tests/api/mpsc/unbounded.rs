use std::task::Poll;

use anyrt_channels::mpsc::{self, error::TryRecvError};
use futures_util::SinkExt as _;

use crate::poller::Polled;

#[test]
fn messages_arrive_in_their_order_across_blocks() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for n in 0..1_000 {
        assert!(tx.send(n).is_ok());
        assert_eq!(rx.len(), n + 1);
    }
    for n in 0..1_000 {
        assert_eq!(rx.try_recv(), Ok(n));
        assert_eq!(rx.len(), 999 - n);
    }
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn recv_waits_and_is_woken_once_by_its_last_waker() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut recv = Polled::new(rx.recv());
    for _ in 0..3 {
        assert!(recv.poll().is_pending());
        assert_eq!(recv.clones(), 1);
    }
    assert!(tx.send(1).is_ok() && tx.send(2).is_ok());
    assert_eq!((recv.wakes(), recv.clones()), (1, 0));
    assert_eq!(recv.poll(), Poll::Ready(Some(1)));
}

#[test]
fn the_close_cuts_exactly() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    assert!(tx.send(1).is_ok());
    rx.close();
    assert_eq!(closed.wakes(), 1);
    assert_eq!(tx.send(2).map_err(|error| error.0), Err(2));
    assert_eq!(rx.len(), 1);
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Some(1)));
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(None));
}

#[test]
fn recv_many_takes_what_is_there_up_to_the_limit() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut buffer = Vec::new();
    let mut many = Polled::new(rx.recv_many(&mut buffer, 60));
    assert!(many.poll().is_pending());
    for n in 0..100 {
        assert!(tx.send(n).is_ok());
    }
    assert_eq!(many.poll(), Poll::Ready(60));
    drop(many);
    assert_eq!(
        Polled::new(rx.recv_many(&mut buffer, 60)).poll(),
        Poll::Ready(40)
    );
    assert!(buffer.into_iter().eq(0..100));
}

#[test]
fn a_sink_sends_until_it_is_closed() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut sink = tx.into_sink();
    assert_eq!(Polled::new(sink.send(1)).poll(), Poll::Ready(Ok(())));
    assert!(Polled::new(sink.close()).poll().is_ready());
    assert!(
        Polled::new(sink.send(2))
            .poll()
            .map(|sent| sent.is_err())
            .is_ready()
    );
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn a_block_of_large_messages_is_not_made_on_the_stack() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for n in 0..40_u8 {
        assert!(tx.send([n; 40_000]).is_ok());
    }
    for n in 0..40_u8 {
        assert!(rx.try_recv().is_ok_and(|message| message[9] == n));
    }
}
