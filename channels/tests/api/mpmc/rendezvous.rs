use std::task::Poll;

use anyrt_channels::mpmc::{self, TryRecvError, TrySendError};

use crate::poller::Polled;

#[test]
fn a_message_that_comes_back_calls_off_the_sender_whose_receiver_it_takes() {
    let (tx, rx) = mpmc::bounded(0);
    let mut first = Polled::new(rx.recv());
    assert!(first.poll().is_pending());
    assert_eq!(tx.try_send(1), Ok(()));
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll().is_pending());
    let mut second = Polled::new(rx.recv());
    assert!(second.poll().is_pending());
    assert_eq!(send.wakes(), 1, "it is called");
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert!(send.poll().is_pending(), "nobody waits");
    assert_eq!(second.poll(), Poll::Ready(Ok(1)));
    let mut third = Polled::new(rx.recv());
    assert!(third.poll().is_pending());
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!(third.poll(), Poll::Ready(Ok(2)));
}

#[test]
fn a_send_is_done_when_a_receive_waits() {
    let (tx, rx) = mpmc::bounded(0);
    assert_eq!(tx.try_send(1), Err(TrySendError::Full(1)));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty), "it is in a hand");
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert_eq!((send.wakes(), recv.wakes()), (1, 0));
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn a_message_whose_receive_is_dropped_goes_to_the_next_one_that_waits() {
    let (tx, rx) = mpmc::bounded(0);
    let mut receives = [(); 2].map(|()| Polled::new(rx.recv()));
    for receive in &mut receives {
        assert!(receive.poll().is_pending());
    }
    assert_eq!(tx.try_send(1), Ok(()));
    let [first, mut second] = receives;
    assert_eq!((first.wakes(), second.wakes()), (1, 0));
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert_eq!(second.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn messages_that_come_back_are_first_in_line_in_their_order() {
    let (tx, rx) = mpmc::bounded(0);
    let mut receives = [(); 3].map(|()| Polled::new(rx.recv()));
    for (n, receive) in (1..).zip(&mut receives) {
        assert!(receive.poll().is_pending());
        assert_eq!(tx.try_send(n), Ok(()));
    }
    let [first, second, third] = receives;
    drop(third);
    drop(first);
    drop(second);
    assert_eq!(rx.len(), 3);
    let mut send = Polled::new(tx.send(4));
    assert!(send.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Ok(2)));
    assert!(tx.close());
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Ok(3)));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
}

#[test]
fn a_receive_that_is_dropped_calls_its_sender_off() {
    let (tx, rx) = mpmc::bounded(0);
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert_eq!(send.wakes(), 1);
    drop(recv);
    assert!(send.poll().is_pending(), "nobody waits any more");
    assert_eq!(send.pinned().cancel(), Some(1));
}

#[test]
fn a_called_send_that_is_dropped_has_the_next_one_called() {
    let (tx, rx) = mpmc::bounded(0);
    let mut sends = [1, 2].map(|n| Polled::new(tx.send(n)));
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    let [first, mut second] = sends;
    assert_eq!((first.wakes(), second.wakes()), (1, 0));
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert_eq!(second.poll(), Poll::Ready(Ok(())));
    assert_eq!(recv.poll(), Poll::Ready(Ok(2)));
}
