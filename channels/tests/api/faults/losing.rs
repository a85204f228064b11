//! kanal loses the message of a receive that is dropped after the hand-off.

use anyrt_channels::{mpmc, mpsc};

use crate::poller::Polled;

#[test]
fn a_receive_that_is_dropped_after_the_send_loses_nothing() {
    for (tx, rx) in [mpmc::bounded(0), mpmc::bounded(1), mpmc::unbounded()] {
        let mut recv = Polled::new(rx.recv());
        assert!(recv.poll().is_pending());
        assert_eq!(tx.try_send(1), Ok(()));
        assert_eq!(recv.wakes(), 1);
        drop(recv);
        assert_eq!(rx.try_recv(), Ok(1));
    }
    let (tx, mut rx) = mpsc::channel(1);
    let mut recv = Polled::new(rx.recv());
    assert!(recv.poll().is_pending());
    assert_eq!(tx.try_send(1), Ok(()));
    drop(recv);
    assert_eq!(rx.try_recv(), Ok(1));
}
