//! The channel for one message.

use std::{
    cell::Cell,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use anyrt_channels::local::oneshot::{self, RecvError, TryRecvError};

use crate::{
    poller::{Polled, panics},
    raw::Hooks,
    traits::assert_none,
};

assert_none!(oneshot::Sender<u8>; Send Sync);
assert_none!(oneshot::Receiver<u8>; Send Sync);

#[test]
fn the_message_wakes_the_receiver() {
    let (tx, rx) = oneshot::channel();
    let mut recv = Polled::new(rx);
    assert!(recv.poll().is_pending());
    assert!(recv.poll().is_pending());
    assert_eq!(recv.clones(), 1);
    assert_eq!(tx.send(1), Ok(()));
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn a_sender_that_goes_ends_the_wait() {
    let (tx, rx) = oneshot::channel::<u8>();
    let mut recv = Polled::new(rx);
    assert!(recv.poll().is_pending());
    drop(tx);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Err(RecvError)));
}

#[test]
fn a_receiver_that_goes_takes_the_message_along() {
    let message = Rc::new(());
    let (tx, rx) = oneshot::channel();
    assert!(tx.send(message.clone()).is_ok());
    drop(rx);
    assert_eq!(Rc::strong_count(&message), 1);
}

#[test]
fn the_close_wakes_the_sender_and_leaves_the_message() {
    let (mut tx, mut rx) = oneshot::channel();
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    rx.close();
    assert_eq!(closed.wakes(), 1);
    assert_eq!(closed.poll(), Poll::Ready(()));
    drop(closed);
    assert!(tx.is_closed());
    assert_eq!(tx.send(1), Err(1));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));

    let (tx, mut rx) = oneshot::channel();
    assert_eq!(tx.send(2), Ok(()));
    rx.close();
    assert_eq!(rx.try_recv(), Ok(2));
    assert!(rx.is_terminated());
}

thread_local! {
    static SENDER: Cell<Option<oneshot::Sender<u8>>> = const { Cell::new(None) };
}

thread_local! {
    static IS_CLONED: Cell<bool> = const { Cell::new(false) };
}

/// Panics when its clone is dropped.
static UNDROPPABLE: Hooks = Hooks {
    on_clone: || IS_CLONED.set(true),
    on_wake: || (),
    on_drop: || assert!(!IS_CLONED.take(), "the drop panics"),
};

#[test]
fn a_waker_that_panics_when_it_is_dropped_keeps_nobody_waiting() {
    let waker = UNDROPPABLE.waker();
    let cx = &mut Context::from_waker(&waker);

    let (mut tx, rx) = oneshot::channel::<u8>();
    let mut recv = Polled::new(rx);
    assert!(recv.poll().is_pending());
    assert!(tx.poll_closed(cx).is_pending());
    assert!(panics(|| drop(tx)));
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Err(RecvError)));

    let (mut tx, mut rx) = oneshot::channel::<u8>();
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    assert!(Pin::new(&mut rx).poll(cx).is_pending());
    assert!(panics(|| drop(rx)));
    assert_eq!(closed.wakes(), 1);
    assert_eq!(closed.poll(), Poll::Ready(()));
}

static SENDS_ONCE_CLONED: Hooks = Hooks {
    on_clone: || {
        if let Some(sender) = SENDER.take() {
            assert_eq!(sender.send(1), Ok(()));
        }
    },
    on_wake: || (),
    on_drop: || (),
};

#[test]
fn a_message_that_comes_while_the_waker_is_cloned_is_received() {
    let (tx, mut rx) = oneshot::channel();
    SENDER.set(Some(tx));
    let waker = SENDS_ONCE_CLONED.waker();
    let polled = Pin::new(&mut rx).poll(&mut Context::from_waker(&waker));
    assert_eq!(polled, Poll::Ready(Ok(1)));
}

#[test]
fn each_side_may_wait_again_with_another_waker() {
    let (mut tx, rx) = oneshot::channel();
    let mut recv = Polled::new(rx);
    for _ in 0..2 {
        assert!(recv.poll_with(Waker::noop()).is_pending());
        assert!(recv.poll().is_pending());
        assert!(Polled::new(tx.closed()).poll().is_pending());
    }
    assert_eq!(tx.send(1), Ok(()));
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
}
