use std::task::Poll;

use anyrt_channels::mpmc;
use futures_util::StreamExt as _;

use crate::poller::Polled;

const fn assert_unpin<T: Unpin>() {}
const _: () = assert_unpin::<mpmc::Receiver<std::marker::PhantomPinned>>();

#[test]
fn a_stream_waits_and_is_woken_once() {
    for capacity in [0, 1] {
        let (tx, mut rx) = mpmc::bounded(capacity);
        let mut next = Polled::new(rx.next());
        assert!(next.poll().is_pending() && next.poll().is_pending());
        assert_eq!(next.clones(), 1);
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!(next.wakes(), 1);
        assert_eq!(next.poll(), Poll::Ready(Some(1)));
        drop(next);
        drop(tx);
        assert_eq!(Polled::new(rx.next()).poll(), Poll::Ready(None));
    }
}

#[test]
fn a_stream_that_is_dropped_while_it_waits_leaves_its_place() {
    for (tx, rx) in [mpmc::bounded(0), mpmc::bounded(1), mpmc::unbounded()] {
        let mut stream = rx.clone();
        let mut next = Polled::new(stream.next());
        assert!(next.poll().is_pending());
        drop(next);
        let mut recv = Polled::new(rx.recv());
        assert!(recv.poll().is_pending());
        drop(stream);
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!(recv.wakes(), 1);
        assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
    }
}

#[test]
fn a_stream_that_was_woken_and_is_dropped_passes_the_message_on() {
    for (tx, rx) in [mpmc::bounded(0), mpmc::bounded(1), mpmc::unbounded()] {
        let mut stream = rx.clone();
        let mut next = Polled::new(stream.next());
        assert!(next.poll().is_pending());
        let mut recv = Polled::new(rx.recv());
        assert!(recv.poll().is_pending());
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!((next.wakes(), recv.wakes()), (1, 0));
        drop(next);
        drop(stream);
        assert_eq!(recv.wakes(), 1);
        assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
    }
}
