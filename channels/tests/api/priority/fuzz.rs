//! Tasks that send, receive and give up by chance, and a model that knows what they should see.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc, task::Poll};

use anyrt_channels::priority::{
    self, Send,
    error::{TryRecvError, TrySendError},
};

use crate::{poller::Polled, random::Random};

const OPERATIONS: usize = 200_000;
const CAPACITY: usize = 6;
const PRIORITIES: usize = 4;
const WAITING: usize = 12;

type Message = (u64, Arc<()>);

#[test]
fn nothing_is_lost_doubled_or_out_of_order() {
    for seed in 1..=4 {
        run(seed);
    }
}

/// A send that waits.
struct Waiting<'a> {
    priority: usize,
    number: u64,
    is_granted: bool,
    send: Polled<Send<'a, usize, Message>>,
}

/// What should be there.
#[derive(Default)]
struct Model<'a> {
    /// By priority, and the order of the sends.
    messages: BTreeMap<(Reverse<usize>, u64), u64>,
    sent: u64,
    waiting: Vec<Waiting<'a>>,
}

impl Model<'_> {
    fn send(&mut self, priority: usize, number: u64) {
        self.messages.insert((Reverse(priority), self.sent), number);
        self.sent += 1;
    }

    fn granted(&self) -> usize {
        self.waiting.iter().filter(|send| send.is_granted).count()
    }

    /// Grants the room that is free, and looks whether they were woken for it.
    fn grant(&mut self) {
        while self.messages.len() + self.granted() < CAPACITY {
            let mut line = self.waiting.iter_mut().filter(|send| !send.is_granted);
            let Some(mut first) = line.next() else {
                return;
            };
            for other in line {
                if other.priority > first.priority {
                    first = other;
                }
            }
            first.is_granted = true;
            assert_eq!(first.send.wakes(), 1);
        }
    }
}

fn run(seed: u64) {
    let mut random = Random::new(seed);
    let token = Arc::new(());
    let (tx, mut rx) = priority::channel::<usize, Message>(CAPACITY);
    let mut model = Model::default();
    let mut number = 0;
    for _ in 0..OPERATIONS / 4 {
        match random.below(10) {
            0 => {
                number += 1;
                let priority = random.below(PRIORITIES);
                let has_room = model.messages.len() + model.granted() < CAPACITY;
                match tx.try_send(priority, (number, token.clone())) {
                    Ok(()) => model.send(priority, number),
                    Err(TrySendError::Full(_)) => assert!(!has_room, "seed {seed}"),
                    Err(TrySendError::Closed(_)) => unreachable!("it is open"),
                }
            }
            1..4 if model.waiting.len() < WAITING => {
                number += 1;
                let priority = random.below(PRIORITIES);
                let mut send = Polled::new(tx.send(priority, (number, token.clone())));
                if send.poll().is_ready() {
                    model.send(priority, number);
                } else {
                    model.waiting.push(Waiting {
                        priority,
                        number,
                        is_granted: false,
                        send,
                    });
                }
            }
            4 | 5 if !model.waiting.is_empty() => {
                let index = random.below(model.waiting.len());
                let is_sent = model.waiting[index].send.poll().is_ready();
                assert_eq!(is_sent, model.waiting[index].is_granted, "seed {seed}");
                if is_sent {
                    let sent = model.waiting.remove(index);
                    model.send(sent.priority, sent.number);
                }
            }
            6 if !model.waiting.is_empty() => {
                let index = random.below(model.waiting.len());
                let mut given_up = model.waiting.remove(index);
                let back = given_up.send.pinned().cancel();
                let back = back.map(|(priority, (number, _))| (priority, number));
                assert_eq!(back, Some((given_up.priority, given_up.number)));
                model.grant();
            }
            7 => {
                let expected = model.messages.pop_first();
                match rx.try_recv() {
                    Ok((priority, (number, _))) => {
                        let expected = expected.map(|((Reverse(priority), _), n)| (priority, n));
                        assert_eq!(Some((priority, number)), expected, "seed {seed}");
                    }
                    Err(error) => {
                        assert_eq!(error, TryRecvError::Empty);
                        assert!(expected.is_none(), "seed {seed}");
                    }
                }
                model.grant();
            }
            8 | 9 => {
                let mut recv = Polled::new(rx.recv());
                match recv.poll() {
                    Poll::Ready(received) => {
                        let received = received.map(|(priority, (number, _))| (priority, number));
                        let expected = model.messages.pop_first();
                        let expected = expected.map(|((Reverse(priority), _), n)| (priority, n));
                        assert_eq!(received, expected, "seed {seed}");
                    }
                    // After 128 in a row it pends in any case.
                    Poll::Pending => assert!(model.messages.is_empty() || recv.wakes() == 1),
                }
                drop(recv);
                model.grant();
            }
            _ => {}
        }
        assert_eq!(tx.len(), model.messages.len(), "seed {seed}");
        let held = model.messages.len() + model.waiting.len();
        assert_eq!(Arc::strong_count(&token), 1 + held, "seed {seed}");
    }
    drop(model);
    drop(rx);
    assert_eq!(Arc::strong_count(&token), 1);
}
