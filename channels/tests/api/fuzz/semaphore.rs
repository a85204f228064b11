use std::task::Poll;

use anyrt_channels::{Semaphore, SemaphorePermit, semaphore::Acquire};

use super::numbers::{Numbers, OPERATIONS, with_seeds};
use crate::poller::Polled;

struct Waiter<'a> {
    future: Polled<Acquire<'a>>,
    wanted: usize,
    missing: usize,
    is_waiting: bool,
}

/// What ought to be: who waits, in turn, and how many permits there are.
struct Model<'a> {
    waiters: Vec<Waiter<'a>>,
    permits: Vec<SemaphorePermit<'a>>,
    available: usize,
}

impl Model<'_> {
    fn release(&mut self, mut count: usize) {
        let waiting = self.waiters.iter_mut().filter(|waiter| waiter.is_waiting);
        for waiter in waiting.filter(|waiter| waiter.missing > 0) {
            let given = waiter.missing.min(count);
            waiter.missing -= given;
            count -= given;
            let wakes = usize::from(waiter.missing == 0 && given > 0);
            assert_eq!(waiter.future.wakes(), wakes);
        }
        self.available += count;
    }

    fn poll(&mut self, at: usize) {
        let mut waiter = self.waiters.remove(at);
        let poll = waiter.future.poll();
        if !waiter.is_waiting {
            waiter.missing = waiter.wanted - self.available.min(waiter.wanted);
            self.available -= waiter.wanted - waiter.missing;
        }
        match poll {
            Poll::Ready(permit) => {
                assert_eq!(waiter.missing, 0);
                self.permits.push(permit.expect("it is not closed"));
            }
            Poll::Pending => {
                assert!(waiter.missing > 0);
                let at = if waiter.is_waiting {
                    at
                } else {
                    self.waiters.len()
                };
                waiter.is_waiting = true;
                self.waiters.insert(at, waiter);
            }
        }
    }
}

fn run(mut numbers: Numbers) {
    let semaphore = Semaphore::new(5);
    let mut model = Model {
        waiters: Vec::new(),
        permits: Vec::new(),
        available: 5,
    };
    let mut total = 5;
    for _ in 0..OPERATIONS {
        let (waiters, permits) = (model.waiters.len(), model.permits.len());
        match numbers.below(10) {
            0 if numbers.below(4) == 0 => {
                semaphore.add_permits(1);
                total += 1;
                model.release(1);
            }
            0 => {
                let forgotten = semaphore.forget_permits(1);
                assert_eq!(forgotten, model.available.min(1));
                model.available -= forgotten;
                total -= forgotten;
            }
            1 | 2 if permits > 0 => {
                let permit = model.permits.swap_remove(numbers.below(permits));
                let count = permit.num_permits();
                drop(permit);
                model.release(count);
            }
            3 if waiters > 0 => {
                let dropped = model.waiters.remove(numbers.below(waiters));
                let given = dropped.wanted - dropped.missing;
                drop(dropped);
                model.release(given);
            }
            4 => {
                let permit = semaphore.try_acquire();
                assert_eq!(permit.is_ok(), model.available > 0);
                if let Ok(permit) = permit {
                    model.available -= 1;
                    model.permits.push(permit);
                }
            }
            5..=7 if waiters > 0 => model.poll(numbers.below(waiters)),
            _ if waiters < 40 => {
                let wanted = numbers.below(4);
                let number = u32::try_from(wanted).expect("it is small");
                model.waiters.push(Waiter {
                    future: Polled::new(semaphore.acquire_many(number)),
                    wanted,
                    missing: wanted,
                    is_waiting: false,
                });
            }
            _ => {}
        }
        assert_eq!(semaphore.available_permits(), model.available);
    }
    drop(model);
    assert_eq!(semaphore.available_permits(), total);
}

#[test]
fn no_permit_is_lost() {
    with_seeds(run);
}
