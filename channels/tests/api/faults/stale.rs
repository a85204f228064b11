//! kanal keeps the waker of the first poll.

use anyrt_channels::{mpmc, mpsc};

use crate::poller::Polled;

#[test]
fn a_future_that_is_polled_again_forgets_its_old_waker() {
    for capacity in [0, 1] {
        let (tx, rx) = mpmc::bounded(capacity);
        let mut recv = Polled::new(rx.recv());
        for _ in 0..3 {
            assert!(recv.poll().is_pending());
            assert_eq!(recv.clones(), 1);
        }
        assert!(tx.try_send(1).is_ok());
        assert_eq!(recv.wakes(), 1);
        drop(recv);
        while rx.try_recv().is_ok() {}
        for n in 0..capacity {
            assert!(tx.try_send(n).is_ok());
        }
        let mut send = Polled::new(tx.send(2));
        for _ in 0..3 {
            assert!(send.poll().is_pending());
            assert_eq!(send.clones(), 1);
        }
        let mut taker = Polled::new(rx.recv());
        assert_eq!(taker.poll().is_pending(), capacity == 0);
        assert_eq!(send.wakes(), 1);
    }
}

#[test]
fn a_single_receiver_forgets_its_old_waker() {
    let (tx, mut rx) = mpsc::channel(1);
    let mut recv = Polled::new(rx.recv());
    for _ in 0..3 {
        assert!(recv.poll().is_pending());
        assert_eq!(recv.clones(), 1);
    }
    assert!(tx.try_send(1).is_ok());
    assert_eq!(recv.wakes(), 1);
}
