//! postage wakes everybody who waits for each place that becomes free.

use anyrt_channels::{mpmc, mpsc};

use crate::poller::Polled;

const SENDERS: usize = 1_000;

/// Polls whoever was woken, as an executor does, and returns how many polls there were.
fn polls<F: Future>(mut sends: Vec<Polled<F>>, mut receive: impl FnMut()) -> usize {
    let mut polls = 0;
    for send in &mut sends {
        assert!(send.poll().is_pending());
        polls += 1;
    }
    while !sends.is_empty() {
        receive();
        sends.retain_mut(|send| {
            if send.wakes() == 0 {
                return true;
            }
            polls += 1;
            send.poll().is_pending()
        });
    }
    polls
}

#[test]
fn each_of_many_senders_is_polled_twice() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(0).is_ok());
    let sends = (0..SENDERS).map(|n| Polled::new(tx.send(n))).collect();
    assert_eq!(polls(sends, || assert!(rx.try_recv().is_ok())), 2 * SENDERS);
    let (tx, rx) = mpmc::bounded(1);
    assert!(tx.try_send(0).is_ok());
    let sends = (0..SENDERS).map(|n| Polled::new(tx.send(n))).collect();
    assert_eq!(polls(sends, || assert!(rx.try_recv().is_ok())), 2 * SENDERS);
}
