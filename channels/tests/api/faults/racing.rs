//! flume loses a wake-up between its look and its wait, if there are two receivers.

use std::{sync::Barrier, thread};

use anyrt_channels::mpmc;

use crate::poller::Polled;

const ROUNDS: usize = 5_000;

/// A send races two polls. When all are done, either nothing is there, or somebody was woken for it.
#[test]
fn no_poll_misses_a_send_that_it_races() {
    for (tx, rx) in [mpmc::bounded(1), mpmc::unbounded()] {
        let starts = Barrier::new(2);
        let ends = Barrier::new(2);
        thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..ROUNDS {
                    starts.wait();
                    let sent = tx.try_send(1);
                    ends.wait();
                    assert_eq!(sent, Ok(()));
                }
            });
            for _ in 0..ROUNDS {
                let mut waiting = Polled::new(rx.recv());
                assert!(waiting.poll().is_pending());
                starts.wait();
                let mut racing = Polled::new(rx.recv());
                let is_ready = racing.poll().is_ready();
                ends.wait();
                let is_woken = waiting.wakes() + racing.wakes() > 0;
                assert!(is_ready || is_woken, "a message and nobody who knows");
                drop((waiting, racing));
                assert_eq!(rx.try_recv().is_ok(), !is_ready);
            }
        });
    }
}
