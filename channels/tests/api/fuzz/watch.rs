use std::{pin::Pin, task::Poll};

use anyrt_channels::watch::{self, Receiver};

use super::numbers::{Numbers, OPERATIONS, with_seeds};
use crate::poller::Polled;

type Change = Pin<Box<dyn Future<Output = (Receiver<u64>, bool)> + Send>>;

/// A receiver that waits, and what it has seen.
struct Waiter {
    future: Polled<Change>,
    seen: u64,
    is_waiting: bool,
}

impl Waiter {
    fn new(mut receiver: Receiver<u64>, seen: u64) -> Self {
        let future: Change = Box::pin(async move {
            let is_ok = receiver.changed().await.is_ok();
            (receiver, is_ok)
        });
        Self {
            future: Polled::new(future),
            seen,
            is_waiting: false,
        }
    }
}

fn run(mut numbers: Numbers) {
    let sender = watch::Sender::new(0);
    let mut version = 0;
    let mut waiters: Vec<Waiter> = Vec::new();
    for _ in 0..OPERATIONS {
        let count = waiters.len();
        match numbers.below(8) {
            0 => {
                version += 1;
                assert_eq!(sender.send(version).is_ok(), count > 0);
                if count == 0 {
                    sender.send_replace(version);
                }
                for waiter in &mut waiters {
                    let wakes = usize::from(waiter.is_waiting);
                    assert_eq!(waiter.future.wakes(), wakes);
                }
            }
            1 => assert!(!sender.send_if_modified(|_| false)),
            2 if count > 0 => drop(waiters.swap_remove(numbers.below(count))),
            3..=5 if count > 0 => {
                let mut waiter = waiters.swap_remove(numbers.below(count));
                match waiter.future.poll() {
                    Poll::Pending => {
                        assert_eq!(waiter.seen, version);
                        waiter.is_waiting = true;
                        waiters.push(waiter);
                    }
                    Poll::Ready((mut receiver, is_ok)) => {
                        assert!(is_ok && waiter.seen < version);
                        assert_eq!(*receiver.borrow_and_update(), version);
                        waiters.push(Waiter::new(receiver, version));
                    }
                }
            }
            _ if count < 50 => waiters.push(Waiter::new(sender.subscribe(), version)),
            _ => {}
        }
        assert_eq!(sender.receiver_count(), waiters.len());
    }
    drop(sender);
    for mut waiter in waiters {
        let Poll::Ready((_, is_ok)) = waiter.future.poll() else {
            panic!("the end is told");
        };
        assert_eq!(is_ok, waiter.seen < version);
    }
}

#[test]
fn no_change_is_lost() {
    with_seeds(run);
}
