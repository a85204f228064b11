use std::task::Poll;

use anyrt_channels::mpmc::{self, RecvError, TryRecvError};

use crate::poller::Polled;

#[test]
fn one_message_wakes_one_receive_the_one_that_waits_longest() {
    for (tx, rx) in [mpmc::bounded(2), mpmc::unbounded()] {
        let mut receives = [(); 3].map(|()| Polled::new(rx.recv()));
        for receive in &mut receives {
            assert!(receive.poll().is_pending());
        }
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!(receives.each_ref().map(Polled::wakes), [1, 0, 0]);
        assert_eq!(tx.try_send(2), Ok(()));
        assert_eq!(receives.each_ref().map(Polled::wakes), [1, 1, 0]);
        assert_eq!(receives[1].poll(), Poll::Ready(Ok(1)));
        assert_eq!(receives[0].poll(), Poll::Ready(Ok(2)));
    }
}

#[test]
fn a_receive_that_was_woken_and_is_dropped_has_the_next_one_woken() {
    for (tx, rx) in [mpmc::bounded(2), mpmc::unbounded()] {
        let mut receives = [(); 2].map(|()| Polled::new(rx.recv()));
        for receive in &mut receives {
            assert!(receive.poll().is_pending());
        }
        assert_eq!(tx.try_send(1), Ok(()));
        let [first, mut second] = receives;
        drop(first);
        assert_eq!(second.wakes(), 1);
        assert_eq!(second.poll(), Poll::Ready(Ok(1)));
    }
}

#[test]
fn a_receive_that_got_another_message_than_it_was_woken_for_passes_the_wake_on() {
    for (tx, rx) in [mpmc::bounded(2), mpmc::unbounded()] {
        let mut first = Polled::new(rx.recv());
        assert!(first.poll().is_pending());
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!(rx.try_recv(), Ok(1));
        assert!(first.poll().is_pending(), "it was taken");
        assert_eq!(tx.try_send(2), Ok(()));
        assert_eq!(first.wakes(), 1);
        assert_eq!(first.poll(), Poll::Ready(Ok(2)));
    }
}

#[test]
fn a_receive_has_one_waker_the_last() {
    for (tx, rx) in [mpmc::bounded(0), mpmc::bounded(2), mpmc::unbounded()] {
        let mut recv = Polled::new(rx.recv());
        for _ in 0..3 {
            assert!(recv.poll().is_pending());
            assert_eq!(recv.clones(), 1);
        }
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!((recv.wakes(), recv.clones()), (1, 0));
        assert_eq!(recv.poll(), Poll::Ready(Ok(1)));
    }
}

#[test]
fn every_receive_ends_with_the_last_sender() {
    for (tx, rx) in [mpmc::bounded::<u8>(0), mpmc::bounded(2), mpmc::unbounded()] {
        let mut receives = [(); 3].map(|()| Polled::new(rx.recv()));
        for receive in &mut receives {
            assert!(receive.poll().is_pending());
        }
        let other = tx.clone();
        drop(tx);
        assert!(!rx.is_closed());
        drop(other);
        for receive in &mut receives {
            assert_eq!(receive.wakes(), 1);
            assert_eq!(receive.poll(), Poll::Ready(Err(RecvError)));
        }
        assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
    }
}

#[test]
fn a_receive_pends_once_after_128_that_were_ready() {
    let (tx, rx) = mpmc::unbounded();
    for n in 0..300 {
        assert_eq!(tx.try_send(n), Ok(()));
    }
    for n in 0..128 {
        assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Ok(n)));
    }
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert_eq!(recv.wakes(), 1);
    assert_eq!(recv.poll(), Poll::Ready(Ok(128)));
    drop(recv);
    let rx = rx.unconstrained().clone();
    for n in 129..300 {
        assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(Ok(n)));
    }
}
