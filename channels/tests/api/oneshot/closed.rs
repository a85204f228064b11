use std::task::Poll;

use anyrt_channels::oneshot;

use crate::poller::{Polled, Run, panics};

#[test]
fn it_is_ready_at_once_when_the_receiver_is_gone() {
    let (mut sender, receiver) = oneshot::channel::<u8>();
    drop(receiver);
    assert_eq!(Polled::new(sender.closed()).poll(), Poll::Ready(()));
}

#[test]
fn closing_and_dropping_wake_once() {
    let (mut sender, mut receiver) = oneshot::channel::<u8>();
    let mut closed = Polled::new(sender.closed());
    for _ in 0..3 {
        assert_eq!(closed.poll(), Poll::Pending);
        assert_eq!(closed.clones(), 1);
    }
    receiver.close();
    assert_eq!(closed.wakes(), 1);
    drop(receiver);
    assert_eq!(closed.wakes(), 1);
    assert_eq!(closed.poll(), Poll::Ready(()));
}

#[test]
fn dropped_while_pending_it_changes_nothing() {
    let (mut sender, receiver) = oneshot::channel();
    let mut closed = Polled::new(sender.closed());
    assert_eq!(closed.poll(), Poll::Pending);
    drop(closed);
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(receiver.blocking_recv(), Ok(1));
}

#[test]
fn its_waker_goes_with_the_sender() {
    let (mut sender, receiver) = oneshot::channel();
    let mut closed = Polled::new(async {
        sender.closed().await;
    });
    assert_eq!(closed.poll(), Poll::Pending);
    let waker = Run::waker(|| panic!("it is not woken"));
    assert_eq!(closed.poll_with(&waker), Poll::Pending);
    assert_eq!(closed.clones(), 0);
    drop(closed);
    assert_eq!(sender.send(1), Ok(()));
    drop(receiver);
}

#[test]
fn a_waker_that_panics_closes_all_the_same() {
    let (mut sender, mut receiver) = oneshot::channel::<u8>();
    let mut closed = Polled::new(sender.closed());
    let waker = Run::waker(|| panic!("the waker panics"));
    assert_eq!(closed.poll_with(&waker), Poll::Pending);
    assert!(panics(|| receiver.close()));
    assert_eq!(closed.poll(), Poll::Ready(()));
    drop(closed);
    drop(receiver);
    assert_eq!(sender.send(1), Err(1));
}
