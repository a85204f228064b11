use std::task::Poll;

use anyrt_channels::{Notify, notify::Notified};

use super::numbers::{Numbers, OPERATIONS, with_seeds};
use crate::poller::Polled;

#[derive(Clone, Copy, PartialEq, Debug)]
enum State {
    New,
    Waiting,
    First,
    Last,
    All,
    Done,
}

struct Waiter<'a> {
    future: Polled<Notified<'a>>,
    state: State,
}

/// What ought to be: who waits, in turn, and whether there is a permit.
struct Model<'a> {
    waiters: Vec<Waiter<'a>>,
    has_permit: bool,
}

impl Model<'_> {
    fn notify(&mut self, how: State) {
        let mut waiting = self
            .waiters
            .iter_mut()
            .filter(|waiter| waiter.state == State::Waiting);
        let found = if how == State::First {
            waiting.next()
        } else {
            waiting.next_back()
        };
        match found {
            Some(waiter) => {
                waiter.state = how;
                assert_eq!(waiter.future.wakes(), 1);
            }
            None => self.has_permit = true,
        }
    }

    /// Polls one; those that begin to wait go to the end.
    fn poll(&mut self, at: usize) {
        let mut waiter = self.waiters.remove(at);
        let poll = waiter.future.poll();
        let is_ready = match waiter.state {
            State::New => std::mem::take(&mut self.has_permit),
            state => state != State::Waiting,
        };
        assert_eq!(poll.is_ready(), is_ready, "{:?}", waiter.state);
        if is_ready {
            waiter.state = State::Done;
        }
        if waiter.state == State::New {
            waiter.state = State::Waiting;
            self.waiters.push(waiter);
        } else {
            self.waiters.insert(at, waiter);
        }
    }
}

fn run(mut numbers: Numbers) {
    let notify = Notify::new();
    let mut model = Model {
        waiters: Vec::new(),
        has_permit: false,
    };
    for _ in 0..OPERATIONS {
        let count = model.waiters.len();
        match numbers.below(10) {
            0 => {
                notify.notify_one();
                model.notify(State::First);
            }
            1 => {
                notify.notify_last();
                model.notify(State::Last);
            }
            2 if numbers.below(8) == 0 => {
                notify.notify_waiters();
                for waiter in &mut model.waiters {
                    if matches!(waiter.state, State::New | State::Waiting) {
                        let wakes = usize::from(waiter.state == State::Waiting);
                        assert_eq!(waiter.future.wakes(), wakes);
                        waiter.state = State::All;
                    }
                }
            }
            3 | 4 if count > 0 => {
                let dropped = model.waiters.remove(numbers.below(count));
                let state = dropped.state;
                drop(dropped);
                if matches!(state, State::First | State::Last) {
                    model.notify(state);
                }
            }
            5..=7 if count > 0 => model.poll(numbers.below(count)),
            _ if count < 50 => model.waiters.push(Waiter {
                future: Polled::new(notify.notified()),
                state: State::New,
            }),
            _ => {}
        }
    }
    let has_permit = model.has_permit
        || model
            .waiters
            .iter()
            .any(|waiter| matches!(waiter.state, State::First | State::Last));
    drop(model);
    let poll = Polled::new(notify.notified()).poll();
    assert_eq!(poll == Poll::Ready(()), has_permit);
}

#[test]
fn no_notification_is_lost() {
    with_seeds(run);
}
