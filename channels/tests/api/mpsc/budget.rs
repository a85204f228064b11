use std::task::Poll;

use anyrt_channels::mpsc;
use futures_util::StreamExt as _;

use crate::poller::Polled;

const BUDGET: usize = 128;

#[test]
fn a_receive_pends_once_after_128_that_were_ready() {
    let (tx, mut rx) = mpsc::channel(500);
    for n in 0..500 {
        assert!(tx.try_send(n).is_ok());
    }
    for round in 0..3 {
        for n in 0..BUDGET {
            let got = Polled::new(rx.recv()).poll();
            assert_eq!(got, Poll::Ready(Some(round * BUDGET + n)));
        }
        let mut recv = Polled::new(rx.recv());
        assert!(recv.poll().is_pending());
        assert_eq!(recv.wakes(), 1);
    }
}

#[test]
fn a_stream_pends_too() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for n in 0..200 {
        assert!(tx.send(n).is_ok());
    }
    for _ in 0..BUDGET {
        assert!(Polled::new(rx.next()).poll().is_ready());
    }
    let mut next = Polled::new(rx.next());
    assert!(next.poll().is_pending());
    assert_eq!(next.wakes(), 1);
    assert_eq!(next.poll(), Poll::Ready(Some(BUDGET)));
}

#[test]
fn try_recv_is_exempt_and_unconstrained_opts_out() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for n in 0..1_000 {
        assert!(tx.send(n).is_ok());
    }
    for _ in 0..500 {
        assert!(rx.try_recv().is_ok());
    }
    let mut rx = rx.unconstrained();
    for _ in 0..500 {
        assert!(Polled::new(rx.recv()).poll().is_ready());
    }
}
