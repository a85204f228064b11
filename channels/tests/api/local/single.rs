//! The channels with one receiver.

use std::{cell::RefCell, future::ready, rc::Rc, task::Poll};

use anyrt_channels::{
    local::mpsc::{self, Receiver, Sender, UnboundedReceiver, UnboundedSender},
    mpsc::error::{RecvTimeoutError, SendError, SendTimeoutError, TryRecvError, TrySendError},
};
use futures_util::{FutureExt as _, StreamExt as _};

use crate::{
    poller::{Polled, Run, panics},
    traits::assert_none,
};

assert_none!(Sender<u8>; Send Sync);
assert_none!(Receiver<u8>; Send Sync);
assert_none!(UnboundedSender<u8>; Send Sync);
assert_none!(UnboundedReceiver<u8>; Send Sync);
assert_none!(mpsc::Send<'static, u8>; Send Sync);
assert_none!(mpsc::Permit<'static, u8>; Send Sync);

#[test]
fn messages_arrive_in_their_order() {
    let (tx, mut rx) = mpsc::channel(2);
    assert_eq!(tx.try_send(1), Ok(()));
    assert_eq!(tx.send(2).now_or_never(), Some(Ok(())));
    assert_eq!(tx.try_send(3), Err(TrySendError::Full(3)));
    assert_eq!((rx.len(), rx.capacity(), rx.max_capacity()), (2, 0, 2));
    assert_eq!(rx.recv().now_or_never(), Some(Some(1)));
    assert_eq!(rx.next().now_or_never(), Some(Some(2)));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    drop(tx);
    assert_eq!(rx.next().now_or_never(), Some(None));
}

#[test]
fn a_message_wakes_the_receiver_by_its_last_waker_alone() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut recv = Polled::new(rx.recv());
    for _ in 0..3 {
        assert!(recv.poll().is_pending());
    }
    assert_eq!(recv.clones(), 1);
    assert!(tx.send(1).is_ok());
    assert!(tx.send(2).is_ok());
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Some(1)));
}

#[test]
fn senders_get_room_in_their_order_and_nobody_overtakes_them() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut sends: Vec<_> = (1..=3).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
        assert!(send.poll().is_pending());
    }
    for (n, send) in sends.iter_mut().enumerate() {
        assert_eq!(rx.try_recv(), Ok(n));
        assert_eq!(tx.try_send(9), Err(TrySendError::Full(9)));
        assert_eq!(send.wakes(), 1);
        assert_eq!(send.poll(), Poll::Ready(Ok(())));
    }
}

#[test]
fn a_grant_that_is_dropped_goes_to_the_next_sender() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut first = Polled::new(tx.send(1));
    let mut second = Polled::new(tx.reserve());
    assert!(first.poll().is_pending());
    assert!(second.poll().is_pending());
    assert_eq!(rx.try_recv(), Ok(0));
    assert_eq!(first.pinned().cancel(), Some(1));
    assert_eq!(second.wakes(), 1);
    let Poll::Ready(Ok(permit)) = second.poll() else {
        unreachable!("it was granted");
    };
    assert!(tx.try_send(3).is_err());
    permit.send(2);
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn a_permit_that_is_dropped_makes_room() {
    let (tx, mut rx) = mpsc::channel(1);
    let permit = tx.try_reserve();
    assert!(permit.is_ok());
    let mut send = Polled::new(tx.send(1));
    assert!(send.poll().is_pending());
    drop(permit);
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!(rx.try_recv(), Ok(1));
}

#[test]
fn a_permit_outlives_the_close() {
    let (tx, mut rx) = mpsc::channel(2);
    let Ok(used) = tx.try_reserve() else {
        unreachable!("there is room");
    };
    let unused = tx.try_reserve();
    rx.close();
    assert_eq!(tx.try_send(9), Err(TrySendError::Closed(9)));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    used.send(1);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Some(1)));
    drop(recv);
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    drop(unused);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(None));
}

#[test]
fn the_close_turns_away_those_that_wait() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut sends: Vec<_> = (1..100).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    rx.close();
    for (send, n) in sends.iter_mut().zip(1..) {
        assert_eq!(send.wakes(), 1);
        assert_eq!(send.poll(), Poll::Ready(Err(SendError(n))));
    }
    assert_eq!(closed.wakes(), 1);
    assert_eq!(closed.poll(), Poll::Ready(()));
    assert_eq!(rx.try_recv(), Ok(0));
    assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn the_last_sender_ends_the_channel_and_weak_ones_do_not_keep_it() {
    let (tx, mut rx) = mpsc::unbounded_channel::<u8>();
    let weak = tx.downgrade();
    let other = weak.upgrade();
    assert!(other.is_some());
    assert_eq!((rx.sender_strong_count(), rx.sender_weak_count()), (2, 1));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    drop(tx);
    assert_eq!(recv.wakes(), 0);
    drop(other);
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(None));
    assert!(weak.upgrade().is_none());
}

#[test]
fn the_receiver_takes_its_messages_along() {
    let message = Rc::new(());
    let (tx, rx) = mpsc::channel(4);
    assert!(tx.try_send(message.clone()).is_ok());
    drop(rx);
    assert_eq!(Rc::strong_count(&message), 1);
    assert!(tx.is_closed());
}

#[test]
fn many_are_received_at_once() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let mut buffer = Vec::new();
    let mut recv = Polled::new(rx.recv_many(&mut buffer, 2));
    assert!(recv.poll().is_pending());
    for n in 0..3 {
        assert!(tx.send(n).is_ok());
    }
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(2));
    drop(recv);
    assert_eq!(buffer, [0, 1]);
    drop(tx);
    assert_eq!(rx.recv_many(&mut buffer, 9).now_or_never(), Some(1));
    assert_eq!(rx.recv_many(&mut buffer, 9).now_or_never(), Some(0));
}

#[test]
fn timers_end_sends_and_receives() {
    let (tx, mut rx) = mpsc::channel(1);
    assert_eq!(
        rx.recv_timeout(ready(())).now_or_never(),
        Some(Err(RecvTimeoutError))
    );
    assert_eq!(tx.send_timeout(1, ready(())).now_or_never(), Some(Ok(())));
    assert_eq!(
        tx.send_timeout(2, ready(())).now_or_never(),
        Some(Err(SendTimeoutError::Timeout(2)))
    );
    assert_eq!(rx.recv_timeout(ready(())).now_or_never(), Some(Ok(Some(1))));
}

#[test]
fn a_receive_pends_once_after_128_that_were_ready() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    (0..256).for_each(|n| assert!(tx.send(n).is_ok()));
    for n in 0..128 {
        assert_eq!(rx.recv().now_or_never(), Some(Some(n)));
    }
    assert_eq!(rx.recv().now_or_never(), None);
    assert_eq!(rx.recv().now_or_never(), Some(Some(128)));
}

thread_local! {
    static SENDER: RefCell<Option<UnboundedSender<u8>>> = const { RefCell::new(None) };
}

#[test]
fn a_waker_may_use_the_channel() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    SENDER.set(Some(tx.clone()));
    let waker = Run::waker(|| {
        let sender = SENDER.take();
        assert!(sender.is_some_and(|sender| sender.send(2).is_ok()));
    });
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll_with(&waker).is_pending());
    assert!(tx.send(1).is_ok());
    drop(recv);
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn a_waker_that_panics_loses_no_message() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let waker = Run::waker(|| panic!("as it should"));
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll_with(&waker).is_pending());
    assert!(panics(|| assert!(tx.send(1).is_err())));
    drop(recv);
    assert_eq!(rx.try_recv(), Ok(1));
}

#[test]
fn senders_may_leave_the_line_from_anywhere() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(0).is_ok());
    let mut sends: Vec<_> = (1..=5).map(|n| Polled::new(tx.send(n))).collect();
    for send in &mut sends {
        assert!(send.poll().is_pending());
    }
    for index in [4, 2, 0] {
        drop(sends.remove(index));
    }
    for n in [0, 2, 4] {
        assert_eq!(rx.try_recv(), Ok(n));
        for send in &mut sends {
            if send.wakes() == 1 {
                assert_eq!(send.poll(), Poll::Ready(Ok(())));
                sends.remove(0);
                break;
            }
        }
    }
}

#[test]
#[should_panic(expected = "a channel needs a capacity")]
fn a_capacity_of_zero_panics() {
    drop(mpsc::channel::<u8>(0));
}
