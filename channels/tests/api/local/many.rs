//! The channel with many receivers.

use std::{future::ready, task::Poll};

use anyrt_channels::local::mpmc::{
    self, Receiver, RecvError, RecvTimeoutError, Sender, TryRecvError, TrySendError,
};
use futures_util::{FutureExt as _, StreamExt as _};

use crate::{poller::Polled, traits::assert_none};

assert_none!(Sender<u8>; Send Sync);
assert_none!(Receiver<u8>; Send Sync);
assert_none!(mpmc::Recv<'static, u8>; Send Sync);

#[test]
fn each_message_goes_to_one_receiver() {
    let (tx, rx) = mpmc::bounded(2);
    let other = rx.clone();
    assert!(tx.try_send(1).is_ok());
    assert!(tx.try_send(2).is_ok());
    assert!(tx.is_full());
    assert_eq!(tx.try_send(3), Err(TrySendError::Full(3)));
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(other.try_recv(), Ok(2));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(
        (tx.capacity(), mpmc::unbounded::<u8>().0.capacity()),
        (Some(2), None)
    );
}

#[test]
fn each_message_wakes_one_receiver_in_their_order() {
    let (tx, rx) = mpmc::unbounded();
    let mut receives = [Polled::new(rx.recv()), Polled::new(rx.recv())];
    for recv in &mut receives {
        assert!(recv.poll().is_pending());
    }
    assert!(tx.try_send(1).is_ok());
    assert_eq!((receives[0].wakes(), receives[1].wakes()), (1, 0));
    assert!(tx.try_send(2).is_ok());
    for (recv, n) in receives.iter_mut().zip(1..) {
        assert_eq!(recv.wakes(), 1);
        assert_eq!(recv.poll(), Poll::Ready(Ok(n)));
    }
}

#[test]
fn a_receive_that_was_told_and_is_dropped_tells_the_next() {
    let (tx, rx) = mpmc::unbounded();
    let mut first = Polled::new(rx.recv());
    let mut second = Polled::new(rx.recv());
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    assert!(tx.try_send(1).is_ok());
    drop(first);
    assert_eq!(second.wakes(), 1);
    assert_eq!(second.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn the_close_wakes_every_receiver() {
    let (tx, rx) = mpmc::unbounded::<u8>();
    let mut receives: Vec<_> = (0..99).map(|_| Polled::new(rx.recv())).collect();
    for recv in &mut receives {
        assert!(recv.poll().is_pending());
    }
    assert!(tx.close());
    assert!(!rx.close());
    for recv in &mut receives {
        assert_eq!(recv.wakes(), 1);
        assert_eq!(recv.poll(), Poll::Ready(Err(RecvError)));
    }
}

#[test]
fn the_end_comes_to_every_receiver_when_a_grant_was_used() {
    let (tx, rx) = mpmc::bounded(1);
    assert!(tx.try_send(0).is_ok());
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(0));
    assert!(tx.close());
    let mut receives = [Polled::new(rx.recv()), Polled::new(rx.recv())];
    for recv in &mut receives {
        assert!(recv.poll().is_pending());
    }
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!((receives[0].wakes(), receives[1].wakes()), (1, 0));
    assert_eq!(receives[0].poll(), Poll::Ready(Ok(1)));
    assert_eq!(receives[1].wakes(), 1);
    assert_eq!(receives[1].poll(), Poll::Ready(Err(RecvError)));
}

#[test]
fn the_last_receiver_closes_the_channel() {
    let (tx, rx) = mpmc::bounded(1);
    let weak = rx.downgrade();
    drop(rx.clone());
    assert!(!tx.is_closed());
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    drop(rx);
    assert_eq!(closed.wakes(), 1);
    assert!(weak.upgrade().is_none());
    assert_eq!(tx.try_send(1), Err(TrySendError::Closed(1)));
}

#[test]
fn the_oldest_message_makes_room_by_force() {
    let (tx, rx) = mpmc::bounded(2);
    assert_eq!(tx.force_send(1), Ok(None));
    assert_eq!(tx.force_send(2), Ok(None));
    assert_eq!(tx.force_send(3), Ok(Some(1)));
    assert_eq!(rx.len(), 2);
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn the_stream_waits_and_ends() {
    let (tx, mut rx) = mpmc::unbounded();
    assert_eq!(rx.next().now_or_never(), None);
    assert_eq!(tx.send(1).now_or_never(), Some(Ok(())));
    assert_eq!(rx.next().now_or_never(), Some(Some(1)));
    drop(tx);
    assert_eq!(rx.next().now_or_never(), Some(None));
}

#[test]
fn a_timer_ends_a_receive() {
    let (tx, rx) = mpmc::unbounded();
    assert_eq!(
        rx.recv_timeout(ready(())).now_or_never(),
        Some(Err(RecvTimeoutError::Timeout))
    );
    assert!(tx.try_send(1).is_ok());
    assert_eq!(rx.recv_timeout(ready(())).now_or_never(), Some(Ok(1)));
}
