//! Tasks that send, receive, give up and go by chance, and a model that knows what they should see.

use std::{collections::VecDeque, sync::Arc, task::Poll};

use anyrt_channels::broadcast::{
    self, LosslessSender, Receiver, Send, Sender,
    error::{RecvError, TryRecvError, TrySendError},
};

use crate::{poller::Polled, random::Random};

const OPERATIONS: usize = 200_000;
const CAPACITY: usize = 5;

/// A message that shows that none is lost: the count of the `Arc`.
type Message = (u64, Arc<()>);

struct Reader {
    rx: Receiver<Message>,
    next: u64,
}

impl Reader {
    /// Receives, and compares that with what was sent.
    fn receive(&mut self, random: &mut Random, sent: u64, is_told: bool) {
        let oldest = sent.saturating_sub(CAPACITY as u64);
        let received = if random.below(2) == 0 {
            self.rx.try_recv().map(|(n, _)| n)
        } else {
            let mut recv = Polled::new(self.rx.recv());
            match recv.poll() {
                Poll::Ready(Ok((n, _))) => Ok(n),
                Poll::Ready(Err(RecvError::Lagged(missed))) => Err(TryRecvError::Lagged(missed)),
                Poll::Ready(Err(RecvError::Closed)) => Err(TryRecvError::Closed),
                // After 128 in a row it pends in any case.
                Poll::Pending => return assert!(self.next == sent || recv.wakes() == 1),
            }
        };
        match received {
            Ok(n) => {
                if !is_told {
                    self.next = self.next.max(oldest);
                }
                assert_eq!(n, self.next);
                self.next += 1;
            }
            Err(TryRecvError::Lagged(missed)) => {
                assert!(is_told && missed > 0);
                assert_eq!(self.next + missed, oldest);
                self.next = oldest;
            }
            Err(TryRecvError::Empty) => assert_eq!(self.next, sent),
            Err(TryRecvError::Closed) => unreachable!("there is a sender"),
        }
        assert_eq!(self.rx.len() as u64, sent - self.next);
    }
}

fn lossy(seed: u64, is_told: bool) {
    let mut random = Random::new(seed);
    let token = Arc::new(());
    let (tx, rx): (Sender<Message>, _) = if is_told {
        broadcast::channel(CAPACITY)
    } else {
        broadcast::overwriting_channel(CAPACITY)
    };
    let mut readers = vec![Reader { rx, next: 0 }];
    let mut sent = 0;
    for _ in 0..OPERATIONS / 4 {
        match random.below(16) {
            0 if readers.len() < 6 => readers.push(Reader {
                rx: tx.subscribe(),
                next: sent,
            }),
            1 if !readers.is_empty() => {
                readers.swap_remove(random.below(readers.len()));
            }
            2..6 => {
                let result = tx.send((sent, token.clone()));
                assert_eq!(result.is_ok(), !readers.is_empty(), "seed {seed}");
                sent += u64::from(result.is_ok());
            }
            _ if !readers.is_empty() => {
                let reader = random.below(readers.len());
                readers[reader].receive(&mut random, sent, is_told);
            }
            _ => {}
        }
        let slowest = readers.iter().map(|reader| reader.next).min();
        let kept = slowest.map_or(0, |slowest| (sent - slowest).min(CAPACITY as u64));
        assert_eq!(tx.len() as u64, kept, "seed {seed}");
        assert_eq!(Arc::strong_count(&token) as u64, 1 + kept, "seed {seed}");
    }
    drop((tx, readers));
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn slow_readers_lose_the_oldest_and_are_told() {
    for seed in 1..=2 {
        lossy(seed, true);
    }
}

#[test]
fn slow_readers_lose_the_oldest_and_are_not_told() {
    for seed in 3..=4 {
        lossy(seed, false);
    }
}

/// A send that waits.
struct Waiting {
    number: u64,
    send: Polled<Send<'static, Message>>,
}

#[test]
fn senders_that_wait_lose_nothing_and_keep_their_order() {
    for seed in 5..=8 {
        lossless(seed);
    }
}

/// What was sent in its order, and how far each reader is.
struct Model {
    sent: Vec<u64>,
    readers: Vec<(Receiver<Message>, usize)>,
}

impl Model {
    fn used(&self) -> usize {
        let slowest = self.readers.iter().map(|(_, next)| *next).min();
        slowest.map_or(0, |slowest| self.sent.len() - slowest)
    }

    fn receive(&mut self, random: &mut Random) {
        let reader = random.below(self.readers.len());
        let (rx, next) = &mut self.readers[reader];
        let mut recv = Polled::new(rx.recv());
        match recv.poll() {
            Poll::Ready(Ok((n, _))) => {
                assert_eq!(Some(&n), self.sent.get(*next));
                *next += 1;
            }
            Poll::Ready(Err(_)) => unreachable!("nothing is lost"),
            // After 128 in a row it pends in any case.
            Poll::Pending => assert!(*next == self.sent.len() || recv.wakes() == 1),
        }
    }
}

fn lossless(seed: u64) {
    let mut random = Random::new(seed);
    let token = Arc::new(());
    let (tx, rx) = broadcast::lossless_channel(CAPACITY);
    // The sends of the model borrow it for as long as the test runs.
    let tx: &'static LosslessSender<Message> = Box::leak(Box::new(tx));
    let mut model = Model {
        sent: Vec::new(),
        readers: vec![(rx, 0)],
    };
    let mut waiting: VecDeque<Waiting> = VecDeque::new();
    let mut number = 0;
    for _ in 0..OPERATIONS / 4 {
        match random.below(16) {
            0 if model.readers.len() < 5 => {
                model.readers.push((tx.subscribe(), model.sent.len()));
            }
            1 if model.readers.len() > 1 => {
                let reader = random.below(model.readers.len());
                drop(model.readers.swap_remove(reader));
            }
            2..4 => {
                number += 1;
                match tx.try_send((number, token.clone())) {
                    Ok(readers) => {
                        assert_eq!(readers, model.readers.len());
                        model.sent.push(number);
                    }
                    Err(TrySendError::Full(_)) => {
                        assert!(model.used() + waiting.len() >= CAPACITY, "seed {seed}");
                    }
                    Err(TrySendError::Closed(_)) => unreachable!("there are readers"),
                }
            }
            4..7 => {
                number += 1;
                let mut send = Polled::new(tx.send((number, token.clone())));
                if send.poll().is_ready() {
                    model.sent.push(number);
                } else {
                    waiting.push_back(Waiting { number, send });
                }
            }
            7 if !waiting.is_empty() => {
                let sender = random.below(waiting.len());
                let cancelled = waiting.remove(sender).map(|mut waiting| {
                    let back = waiting.send.pinned().cancel();
                    (waiting.number, back.map(|(n, _)| n))
                });
                assert!(cancelled.is_some_and(|(number, back)| back == Some(number)));
            }
            8..10 if !waiting.is_empty() => {
                let sender = random.below(waiting.len());
                let room = CAPACITY.saturating_sub(model.used());
                // The first of them have the room.
                let is_granted = sender < room;
                let is_sent = waiting[sender].send.poll().is_ready();
                assert_eq!(is_sent, is_granted, "seed {seed}");
                if let Some(sent) = is_sent.then(|| waiting.remove(sender)).flatten() {
                    model.sent.push(sent.number);
                }
            }
            _ => model.receive(&mut random),
        }
        assert!(model.used() <= CAPACITY, "seed {seed}");
        assert_eq!(tx.len(), model.used(), "seed {seed}");
    }
    drop(waiting);
    drop(model);
    assert_eq!(Arc::strong_count(&token), 1);
}
