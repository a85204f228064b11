use std::task::Poll;

use anyrt_channels::mpmc::{self, SendError};

use crate::poller::Polled;

#[test]
fn the_oldest_message_makes_room() {
    let (tx, rx) = mpmc::bounded(2);
    assert_eq!(tx.force_send(1), Ok(None));
    assert_eq!(tx.force_send(2), Ok(None));
    assert_eq!(tx.force_send(3), Ok(Some(1)));
    assert_eq!(rx.len(), 2);
    assert_eq!((rx.try_recv(), rx.try_recv()), (Ok(2), Ok(3)));
}

#[test]
fn it_comes_before_sends_that_wait_and_wakes_none_of_them() {
    let (tx, rx) = mpmc::bounded(1);
    assert_eq!(tx.try_send(1), Ok(()));
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll().is_pending());
    assert_eq!(tx.force_send(3), Ok(Some(1)));
    assert_eq!(send.wakes(), 0);
    assert_eq!(rx.try_recv(), Ok(3));
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
}

#[test]
fn the_last_grant_makes_room_if_there_is_no_message() {
    let (tx, rx) = mpmc::bounded(2);
    assert!(tx.try_send(0).is_ok() && tx.try_send(0).is_ok());
    let mut sends = [1, 2, 3].map(|n| Polled::new(tx.send(n)));
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    assert!(rx.try_recv().is_ok() && rx.try_recv().is_ok());
    assert_eq!(sends.each_ref().map(Polled::wakes), [1, 1, 0]);
    assert_eq!(tx.force_send(9), Ok(None));
    assert!(sends[1].poll().is_pending(), "it waits again");
    assert_eq!(rx.try_recv(), Ok(9));
    assert_eq!(sends[1].wakes(), 1, "it comes before the third");
    assert_eq!(sends[2].wakes(), 0);
    for send in &mut sends[..2] {
        assert_eq!(send.poll(), Poll::Ready(Ok(())));
    }
    assert_eq!(rx.len(), 2);
}

#[test]
fn it_is_received_like_others() {
    let (tx, rx) = mpmc::bounded(1);
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert_eq!(tx.force_send(1), Ok(None));
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn a_closed_channel_takes_nothing() {
    for (tx, rx) in [mpmc::bounded(0), mpmc::bounded(1), mpmc::unbounded()] {
        assert!(rx.close());
        assert_eq!(tx.force_send(1), Err(SendError(1)));
    }
}

#[test]
fn a_rendezvous_gives_the_message_itself_back() {
    let (tx, rx) = mpmc::bounded(0);
    assert_eq!(tx.force_send(1), Ok(Some(1)));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert_eq!(tx.force_send(2), Ok(None));
    assert_eq!(recv.poll(), Poll::Ready(Ok(2)));
}
